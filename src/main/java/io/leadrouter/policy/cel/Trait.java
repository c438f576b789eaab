package io.leadrouter.policy.cel;

import io.leadrouter.domain.Rep;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A text that a field of a rep has, alone or among others, such as the language de.
 *
 * @param field its name in conditions, without the rep's
 */
public record Trait(String field, String value) {

  /** All that the rep has in these fields, which are texts or lists of texts. */
  public static List<Trait> of(Rep rep, Collection<String> fields) {
    List<Trait> traits = new ArrayList<>();
    for (String field : fields) {
      Object value = Readables.REP.field(field).value().apply(rep);
      if (value instanceof List<?> texts) {
        texts.forEach(text -> traits.add(new Trait(field, (String) text)));
      } else {
        traits.add(new Trait(field, (String) value));
      }
    }
    return List.copyOf(traits);
  }
}
