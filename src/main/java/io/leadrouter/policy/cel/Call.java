package io.leadrouter.policy.cel;

import dev.cel.runtime.CelResolvedOverload;
import java.util.List;

/**
 * A call of a function or an operator, with its arguments compiled.
 *
 * @param name of the overload; of the function when the values' types decide
 * @param args the target first, if there is one
 */
record Call<T>(String name, List<Term<T>> args, CelResolvedOverload function) {

  Term<T> arg(int i) {
    return args.get(i);
  }

  /** By dev.cel's own function. */
  Term<T> standard() {
    CelResolvedOverload function = this.function;
    if (args.size() == 1) {
      Term<T> only = arg(0);
      return (subject, locals) -> StandardFunctions.apply(function, only.value(subject, locals));
    }
    if (args.size() == 2) {
      Term<T> left = arg(0);
      Term<T> right = arg(1);
      return (subject, locals) ->
          StandardFunctions.apply(
              function, left.value(subject, locals), right.value(subject, locals));
    }
    List<Term<T>> all = args;
    return (subject, locals) -> {
      Object[] values = new Object[all.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = all.get(i).value(subject, locals);
      }
      return StandardFunctions.apply(function, values);
    };
  }
}
