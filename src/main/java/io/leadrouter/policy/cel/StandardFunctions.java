package io.leadrouter.policy.cel;

import dev.cel.common.CelOptions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelResolvedOverload;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import dev.cel.runtime.standard.CelStandardFunction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * dev.cel's own functions, called without its evaluator. What has no faster code of its own is
 * evaluated by these, and so cannot mean anything else.
 */
final class StandardFunctions {

  private final RuntimeEquality equality;
  private final Map<String, CelResolvedOverload> byId = new HashMap<>();

  StandardFunctions(CelOptions options) {
    this.equality = RuntimeEquality.create(RuntimeHelpers.create(), options);
    for (CelStandardFunction function : CelStandardFunctions.ALL_STANDARD_FUNCTIONS) {
      for (CelFunctionBinding binding : function.newFunctionBindings(options, equality)) {
        byId.put(
            binding.getOverloadId(),
            CelResolvedOverload.of(
                binding.getOverloadId(),
                binding.getOverloadId(),
                binding.getDefinition(),
                binding.isStrict(),
                binding.getArgTypes()));
      }
    }
  }

  /**
   * The function that dev.cel would call.
   *
   * @param overloads that the checker left open; with more than one, the values' types decide
   */
  Optional<CelResolvedOverload> find(String function, List<String> overloads) {
    CelResolvedOverload only = overloads.size() == 1 ? byId.get(overloads.get(0)) : null;
    return Optional.ofNullable(only != null ? only : byId.get(function));
  }

  /** The value of the function, or a failure. */
  static Object apply(CelResolvedOverload function, Object... args) {
    for (Object arg : args) {
      if (arg == Failure.FAILED) {
        return Failure.FAILED;
      }
    }
    try {
      return function.invoke(args);
    } catch (CelEvaluationException | RuntimeException notEvaluable) {
      return Failure.FAILED;
    }
  }

  /** Whether CEL finds the values equal. */
  Outcome equal(Object left, Object right) {
    if (left == Failure.FAILED || right == Failure.FAILED) {
      return Outcome.ERROR;
    }
    if (left instanceof String text && right instanceof String other) {
      return Outcome.of(text.equals(other));
    }
    try {
      return Outcome.of(equality.objectEquals(left, right));
    } catch (RuntimeException notEvaluable) {
      return Outcome.ERROR;
    }
  }

  /** Whether {@code value in list}. */
  @SuppressWarnings("unchecked") // CEL looks for values of any type in lists of any type.
  Outcome contains(List<?> list, Object value) {
    if (value == Failure.FAILED) {
      return Outcome.ERROR;
    }
    try {
      return Outcome.of(equality.inList((List<Object>) list, value));
    } catch (RuntimeException notEvaluable) {
      return Outcome.ERROR;
    }
  }

  /** Whether {@code key in map}. */
  @SuppressWarnings("unchecked")
  Outcome contains(Map<?, ?> map, Object key) {
    if (key == Failure.FAILED) {
      return Outcome.ERROR;
    }
    try {
      return Outcome.of(
          key instanceof String
              ? map.get(key) != null
              : equality.inMap((Map<Object, Object>) map, key));
    } catch (RuntimeException notEvaluable) {
      return Outcome.ERROR;
    }
  }

  /** The value of a key, or a failure. */
  Object get(Map<?, ?> map, Object key) {
    if (key == Failure.FAILED) {
      return Failure.FAILED;
    }
    try {
      Object found =
          key instanceof String ? map.get(key) : equality.findInMap(map, key).orElse(null);
      return found == null ? Failure.FAILED : found;
    } catch (RuntimeException notEvaluable) {
      return Failure.FAILED;
    }
  }
}
