package io.leadrouter.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class AttributeNamesTest {

  private final AttributeNames names = new AttributeNames();

  @Test
  void putsANameTogetherOnce() {
    assertEquals("attributes.plan", names.of("plan"));
    assertSame(names.of("plan"), names.of("plan"));
  }

  @Test
  void namesAttributesBeyondThoseThatItKeeps() {
    String early = names.of("early");
    for (int i = 0; i < AttributeNames.KEPT; i++) {
      names.of("n" + i);
    }

    assertEquals("attributes.late", names.of("late"));
    assertNotSame(names.of("late"), names.of("late"));
    assertSame(early, names.of("early"));
  }

  @Test
  void keepsNoNameThatIsLong() {
    String longName = "n".repeat(1_000_000);

    assertEquals("attributes." + longName, names.of(longName));
    assertNotSame(names.of(longName), names.of(longName));
  }
}
