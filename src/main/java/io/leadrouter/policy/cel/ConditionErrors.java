package io.leadrouter.policy.cel;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a policy author's words what the CEL compiler found wrong with a condition. */
final class ConditionErrors {

  private static final Pattern UNKNOWN_NAME =
      Pattern.compile("undeclared reference to '([^']+)'.*", Pattern.DOTALL);
  private static final Pattern UNKNOWN_FIELD = Pattern.compile("undefined field '([^']+)'");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile(
          "found no matching overload for '([^']+)' applied to '(.*)' \\(candidates.*",
          Pattern.DOTALL);
  private static final Pattern NOT_BOOL = Pattern.compile("expected type 'bool' but found '(.*)'");
  private static final Pattern PATH =
      Pattern.compile("([A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*)\\s*\\.\\s*$");

  /** CEL takes the word for a name, and stumbles over the next one. */
  private static final Pattern NOT_BEFORE = Pattern.compile("\\bnot\\s+$");

  /** What CEL writes in signs and people often write in words. */
  private static final Map<String, String> OPERATORS =
      Map.of(
          "input 'or'", "||",
          "input 'and'", "&&",
          "input 'not'", "!",
          "error at: '= '", "==");

  /** Leads have these; the router keeps them from rules, and so from its records. */
  private static final Set<String> OF_THE_PERSON =
      Set.of("email", "phone", "firstName", "lastName", "name");

  private final ReadableType<?> variables;

  ConditionErrors(ReadableType<?> variables) {
    this.variables = variables;
  }

  List<Problem> explain(String condition, List<CelIssue> issues) {
    if (issues.stream().anyMatch(issue -> issue.getExprId() == 0)) {
      // What follows the first mistake of syntax is mostly noise.
      return List.of(syntax(condition, issues.get(0)));
    }
    return issues.stream().map(issue -> type(condition, issue)).toList();
  }

  private static Problem syntax(String condition, CelIssue issue) {
    String message = issue.getMessage().replaceFirst("(?s) expecting .*", "");
    String hint =
        OPERATORS.entrySet().stream()
            .filter(operator -> message.contains(operator.getKey()))
            .map(operator -> "; did you mean \"" + operator.getValue() + "\"?")
            .findAny()
            .orElse("");
    int offset = offset(condition, issue);
    String before = condition.substring(0, condition.offsetByCodePoints(0, offset));
    if (hint.isEmpty() && NOT_BEFORE.matcher(before).find()) {
      hint = "; did you mean \"!\" for \"not\"?";
    }
    String plain =
        message
            .replace("'<EOF>'", "the end")
            .replace("token recognition error at", "not understood");
    return Problem.of(offset, "syntax error: " + plain + hint);
  }

  private Problem type(String condition, CelIssue issue) {
    int offset = offset(condition, issue);
    String message = issue.getMessage();
    Matcher matcher = UNKNOWN_FIELD.matcher(message);
    if (matcher.matches()) {
      return unknownField(condition, offset, matcher.group(1));
    }
    matcher = UNKNOWN_NAME.matcher(message);
    if (matcher.matches()) {
      return unknownName(condition, offset, matcher.group(1));
    }
    matcher = NO_OVERLOAD.matcher(message);
    if (matcher.matches()) {
      String operator = matcher.group(1).replaceAll("[_@]", "");
      return Problem.of(
          offset, "\"" + operator + "\" does not work on (" + inner(matcher.group(2)) + ")");
    }
    matcher = NOT_BOOL.matcher(message);
    if (matcher.matches()) {
      return Problem.of(offset, "a condition must be true or false, not " + matcher.group(1));
    }
    return Problem.of(offset, message);
  }

  private static String inner(String signature) {
    return signature.replaceAll("^\\(|\\)$", "");
  }

  private Problem unknownField(String condition, int offset, String field) {
    // The issue is at the dot, or at the parenthesis of has().
    int from = condition.offsetByCodePoints(0, offset);
    int at = Math.max(from, condition.indexOf(field, from));
    int fieldOffset = condition.codePointCount(0, at);
    Matcher path = PATH.matcher(condition.substring(0, at));
    if (!path.find()) {
      return Problem.of(fieldOffset, "unknown field \"" + field + "\"");
    }
    String owner = path.group(1);
    if (owner.matches("lead(\\.person)?") && OF_THE_PERSON.contains(field)) {
      return Problem.of(
          fieldOffset,
          "\"" + field + "\" is not for rules: they read nothing that identifies the person");
    }
    Set<String> known = typeOf(owner).map(ReadableType::fieldNames).orElse(Set.of());
    return Problem.unknown(fieldOffset, owner + " has no field \"" + field + "\"", field, known);
  }

  private Optional<ReadableType<?>> typeOf(String path) {
    Optional<ReadableType<?>> type = Optional.of(variables);
    for (String field : path.split("\\.")) {
      type = type.flatMap(found -> found.nested(field));
    }
    return type;
  }

  private Problem unknownName(String condition, int offset, String name) {
    String rest = condition.substring(condition.offsetByCodePoints(0, offset));
    if (rest.startsWith("(")) {
      return Problem.of(offset, "unknown function \"" + name + "\"");
    }
    if (name.equals(NamedSets.SETS)) {
      return Problem.of(offset, "\"sets\" needs the name of one of them, such as sets.dach");
    }
    return Problem.unknown(offset, "unknown name \"" + name + "\"", name, variables.fieldNames());
  }

  /** CEL counts lines from 1, and columns from 0 in code points. */
  private static int offset(String condition, CelIssue issue) {
    int line = issue.getSourceLocation().getLine();
    int start = 0;
    for (int i = 1; i < line && start >= 0; i++) {
      start = condition.indexOf('\n', start) + 1;
    }
    int points = condition.codePointCount(0, start) + issue.getSourceLocation().getColumn();
    return Math.max(0, Math.min(points, condition.codePointCount(0, condition.length())));
  }
}
