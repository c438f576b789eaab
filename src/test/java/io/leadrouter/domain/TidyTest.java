package io.leadrouter.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TidyTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "web|web",
        "''|''",
        "  a  b |a b",
        "trade fair|trade fair",
        "0123456789x|0123456789",
        "01234567 9|01234567 9",
        "012345678  9|012345678",
        "漢字|漢字",
        "12345678😀😀|12345678😀",
        "123456789😀|123456789"
      })
  void aTextBecomesOneShortLine(String text, String tidy) {
    assertThat(Tidy.text(text, 10)).isEqualTo(tidy);
  }

  @Test
  void whateverItWasItIsShortReadableAndTidy() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      int length = random.nextInt(14);
      for (int c = 0; c < length; c++) {
        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
      }
      String tidy = Tidy.text(text.toString(), 10);

      assertThat(tidy).hasSizeLessThanOrEqualTo(10).doesNotContain("\t", "\n", "  ");
      assertThat(Tidy.text(tidy, 10)).isEqualTo(tidy);
      assertThat(new String(tidy.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
          .isEqualTo(tidy);
    }
  }
}
