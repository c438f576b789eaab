package io.leadrouter.policy.cel;

import static java.util.stream.Collectors.groupingBy;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes conditions at random, of every shape that the standard of CEL has for the types at hand.
 * The n-th condition is sure to contain the n-th shape, so that each gets its share.
 */
final class RandomConditions {

  /** The value of a sub-expression. */
  private enum Type {
    BOOL,
    INT,
    UINT,
    DOUBLE,
    STRING,
    BYTES,
    TIMESTAMP,
    DURATION,
    BOOLS,
    STRINGS,
    INTS,
    DOUBLES,
    MIXED,
    TEXTS_BY_TEXT,
    TEXTS_BY_INT,
    OWNERS,
    STRUCT,
    DYN
  }

  /**
   * How an expression can be written.
   *
   * @param pattern with the types of its parts in braces; {@code v:} makes a variable of a macro,
   *     which the parts after it can read
   */
  private record Shape(Type type, String pattern) {}

  private record Local(String name, Type type) {}

  private static final Pattern PART = Pattern.compile("\\{(v:)?([A-Z_]+)\\}");
  private static final List<Shape> SHAPES = shapes();
  private static final Map<Type, List<Shape>> BY_TYPE =
      SHAPES.stream().collect(groupingBy(Shape::type));

  private static final Map<Type, List<String>> LITERALS =
      Map.ofEntries(
          Map.entry(Type.BOOL, List.of("true", "false")),
          Map.entry(
              Type.INT,
              List.of(
                  "0",
                  "1",
                  "2",
                  "-1",
                  "3",
                  "10",
                  "100",
                  "500",
                  "1200",
                  "9223372036854775807",
                  "-9223372036854775808",
                  "9007199254740993",
                  "1772443800")),
          Map.entry(
              Type.UINT,
              List.of("0u", "1u", "2u", "500u", "18446744073709551615u", "9223372036854775808u")),
          Map.entry(
              Type.DOUBLE,
              List.of(
                  "0.0",
                  "-0.0",
                  "0.5",
                  "0.75",
                  "1.0",
                  "2.0",
                  "50.0",
                  "500.0",
                  "-1.5",
                  "1e308",
                  "9.223372036854775807e18",
                  "9007199254740992.0",
                  "(0.0 / 0.0)",
                  "(1.0 / 0.0)")),
          Map.entry(
              Type.STRING,
              List.of(
                  "''",
                  "'DE'",
                  "'de'",
                  "\"web\"",
                  "'rep-1'",
                  "'gold'",
                  "'A'",
                  "'12'",
                  "'tier'",
                  "'seats'",
                  "'absent'",
                  "'cloud'",
                  "'CUSTOMER'",
                  "'\\U0001F600x'",
                  "'\\uFFFDx'",
                  "'it\\'s \"so\"\\n\\\\'",
                  "'Europe/Berlin'",
                  "'2026-03-02T09:30:00Z'",
                  "'60s'")),
          Map.entry(Type.BYTES, List.of("b''", "b'DE'", "b'\\xff\\x00'", "b'web'")),
          Map.entry(
              Type.TIMESTAMP,
              List.of(
                  "timestamp('2026-03-02T09:30:00Z')",
                  "timestamp('2026-03-02T23:30:00.5+01:00')",
                  "timestamp('0001-01-01T00:00:00Z')",
                  "timestamp('9999-12-31T23:59:59.999Z')",
                  "timestamp(0)")),
          Map.entry(
              Type.DURATION,
              List.of(
                  "duration('0s')",
                  "duration('60s')",
                  "duration('1h30m')",
                  "duration('-1.5s')",
                  "duration('87660000h')",
                  "duration('1ns')")));

  private final Random random;
  private final List<String> sets;
  private final List<Field> fields = new ArrayList<>();
  private final Deque<Local> locals = new ArrayDeque<>();
  private int depth;

  private record Field(String path, Type type, boolean variable) {}

  /**
   * @param variables what the conditions can read
   * @param sets names of sets
   */
  RandomConditions(Random random, ReadableType<?> variables, List<String> sets) {
    this.random = random;
    this.sets = sets;
    collect(variables, "");
  }

  /** Of all variables and fields that conditions can read by names. */
  static List<String> paths(ReadableType<?> variables) {
    return new RandomConditions(new Random(), variables, List.of())
        .fields.stream().map(Field::path).toList();
  }

  private void collect(ReadableType<?> type, String prefix) {
    new TreeMap<>(type.fieldTypes())
        .forEach(
            (name, fieldType) -> {
              Type found = type(fieldType, type.nested(name));
              fields.add(new Field(prefix + name, found, prefix.isEmpty()));
              if (found == Type.STRUCT) {
                collect(type.nested(name).orElseThrow(), prefix + name + ".");
              }
            });
  }

  private static Type type(CelType type, Optional<ReadableType<?>> nested) {
    if (nested.isPresent()) {
      return type instanceof ListType ? Type.OWNERS : Type.STRUCT;
    }
    if (type instanceof ListType) {
      return Type.STRINGS;
    }
    if (type.equals(SimpleType.STRING)) {
      return Type.STRING;
    }
    if (type.equals(SimpleType.INT)) {
      return Type.INT;
    }
    if (type.equals(SimpleType.DOUBLE)) {
      return Type.DOUBLE;
    }
    if (type.equals(SimpleType.BOOL)) {
      return Type.BOOL;
    }
    return type.equals(SimpleType.TIMESTAMP) ? Type.TIMESTAMP : Type.TEXTS_BY_TEXT;
  }

  /** A condition that contains the n-th shape. */
  String condition(int n) {
    Shape shape = SHAPES.get(n % SHAPES.size());
    depth = 1 + random.nextInt(3);
    locals.clear();
    String whole = write(shape);
    if (shape.type != Type.BOOL) {
      whole = fill(question(shape.type), shape.type, whole);
    }
    if (random.nextInt(4) == 0) {
      depth = 1;
      String other = part(Type.BOOL);
      String operator = random.nextBoolean() ? " && " : " || ";
      whole =
          random.nextBoolean()
              ? nested(whole) + operator + other
              : other + operator + nested(whole);
    }
    return whole;
  }

  /** A question that the value of a type is part of. */
  private String question(Type type) {
    List<Shape> asking =
        BY_TYPE.get(Type.BOOL).stream()
            .filter(shape -> shape.pattern.contains("{" + type + "}"))
            .filter(shape -> !shape.pattern.contains("{v:") || type.name().endsWith("S"))
            .toList();
    return asking.get(random.nextInt(asking.size())).pattern;
  }

  private String fill(String pattern, Type type, String value) {
    return parts(
        pattern.replaceFirst("\\{" + type + "\\}", Matcher.quoteReplacement(nested(value))));
  }

  private String write(Shape shape) {
    return parts(shape.pattern);
  }

  private String parts(String pattern) {
    StringBuilder text = new StringBuilder();
    Deque<Integer> macros = new ArrayDeque<>();
    int parentheses = 0;
    Matcher matcher = PART.matcher(pattern);
    int from = 0;
    while (matcher.find()) {
      parentheses = copy(pattern.substring(from, matcher.start()), parentheses, macros, text);
      from = matcher.end();
      String name = matcher.group(2);
      if (matcher.group(1) != null) {
        Local local = new Local(fresh(), Type.valueOf(name));
        locals.push(local);
        macros.push(parentheses);
        text.append(local.name);
      } else {
        text.append(
            switch (name) {
              case "PATH" -> path();
              case "SET" -> sets.get(random.nextInt(sets.size()));
              default -> part(Type.valueOf(name));
            });
      }
    }
    copy(pattern.substring(from), parentheses, macros, text);
    return text.toString();
  }

  /** Where the parentheses of a macro close, its variable ends. */
  private int copy(String piece, int parentheses, Deque<Integer> macros, StringBuilder text) {
    text.append(piece);
    int open = parentheses;
    for (char c : piece.toCharArray()) {
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (!macros.isEmpty() && open < macros.peek()) {
        macros.pop();
        locals.pop();
      }
    }
    return open;
  }

  /** Sometimes the name of a variable of the scope, which it hides. */
  private String fresh() {
    return List.of("x", "x", "y", "item", "rep", "grade").get(random.nextInt(6));
  }

  private String path() {
    List<Field> inner = fields.stream().filter(field -> !field.variable && seen(field)).toList();
    return inner.get(random.nextInt(inner.size())).path;
  }

  private boolean seen(Field field) {
    String root = field.path.split("\\.")[0];
    return locals.stream().noneMatch(local -> local.name.equals(root));
  }

  private String part(Type type) {
    if (depth <= 0 || random.nextInt(3) == 0) {
      return nested(leaf(type));
    }
    depth--;
    List<Shape> shapes = BY_TYPE.get(type);
    String written = write(shapes.get(random.nextInt(shapes.size())));
    depth++;
    return nested(written);
  }

  private String leaf(Type type) {
    List<String> readable =
        fields.stream()
            .filter(field -> field.type == type && seen(field))
            .map(Field::path)
            .toList();
    List<String> near = new ArrayList<>();
    for (Local local : locals) {
      boolean hidden =
          locals.stream().filter(l -> l.name.equals(local.name)).findFirst().get() != local;
      if (local.type == type && !hidden) {
        near.add(local.name);
      }
    }
    List<String> literals = LITERALS.getOrDefault(type, List.of());
    if (!near.isEmpty() && random.nextInt(3) > 0) {
      return near.get(random.nextInt(near.size()));
    }
    if (!readable.isEmpty() && (literals.isEmpty() || random.nextInt(5) < 3)) {
      return readable.get(random.nextInt(readable.size()));
    }
    if (!literals.isEmpty()) {
      return literals.get(random.nextInt(literals.size()));
    }
    return switch (type) {
      case BOOLS -> "[" + leaf(Type.BOOL) + ", " + leaf(Type.BOOL) + "]";
      case STRINGS -> "[" + leaf(Type.STRING) + ", " + leaf(Type.STRING) + "]";
      case INTS -> "[" + leaf(Type.INT) + ", " + leaf(Type.INT) + "]";
      case DOUBLES -> "[" + leaf(Type.DOUBLE) + "]";
      case MIXED -> "[" + leaf(Type.INT) + ", " + leaf(Type.STRING) + "]";
      case TEXTS_BY_TEXT -> "{'tier': " + leaf(Type.STRING) + "}";
      case TEXTS_BY_INT -> "{1: " + leaf(Type.STRING) + "}";
      case OWNERS -> "[]";
      case STRUCT -> "{'x': 1}";
      case DYN -> "dyn(" + leaf(Type.values()[random.nextInt(8)]) + ")";
      default -> throw new IllegalStateException("No leaf of " + type);
    };
  }

  private static String nested(String text) {
    boolean plain = text.matches("[\\w.]+|'[^' ]*'|[\\w.]*\\([^() ]*\\)|\\[[^\\] ]*\\]");
    return plain ? text : "(" + text + ")";
  }

  private static List<Shape> shapes() {
    List<Shape> shapes = new ArrayList<>();
    add(
        shapes,
        Type.BOOL,
        "{BOOL} && {BOOL}",
        "{BOOL} || {BOOL}",
        "{BOOL} && {BOOL} && {BOOL} && {BOOL}",
        "{BOOL} || {BOOL} || {BOOL}",
        "!{BOOL}",
        "{BOOL} ? {BOOL} : {BOOL}",
        "{BOOL} == {BOOL}",
        "{BOOL} != {BOOL}",
        "{INT} == {INT}",
        "{UINT} == {UINT}",
        "{DOUBLE} == {DOUBLE}",
        "{DOUBLE} != {DOUBLE}",
        "{STRING} == {STRING}",
        "{STRING} != {STRING}",
        "{BYTES} == {BYTES}",
        "{TIMESTAMP} == {TIMESTAMP}",
        "{DURATION} == {DURATION}",
        "{STRINGS} == {STRINGS}",
        "{INTS} == {INTS}",
        "{DOUBLES} == {DOUBLES}",
        "{BOOLS} == {BOOLS}",
        "{MIXED} == {MIXED}",
        "{TEXTS_BY_TEXT} == {TEXTS_BY_TEXT}",
        "{TEXTS_BY_INT} != {TEXTS_BY_INT}",
        "{OWNERS} == {OWNERS}",
        "dyn({STRUCT}) == {STRUCT}",
        "dyn({STRUCT}) in [{STRUCT}]",
        "{DYN} == {DYN}",
        "{DYN} != {DYN}",
        "dyn({INT}) == {DOUBLE}",
        "dyn({DOUBLE}) == {INT}",
        "dyn({UINT}) == {INT}",
        "dyn({INT}) == {UINT}",
        "dyn({UINT}) == {DOUBLE}",
        "dyn({DOUBLE}) == {UINT}",
        "dyn({STRING}) == {INT}",
        "null == {DYN}",
        "{DYN} != null",
        "{DYN} < {DYN}",
        "{DYN} > {INT}",
        "{DYN} >= {DOUBLE}",
        "{DYN} <= {STRING}",
        "{DYN} && {BOOL}",
        "{BOOL} || {DYN}",
        "!{DYN}",
        "{DYN} ? {BOOL} : {BOOL}",
        "{DYN} in {INTS}",
        "{DYN} in {STRINGS}",
        "{DYN} in {TEXTS_BY_TEXT}",
        "{DYN} in {DYN}",
        "{DYN}.startsWith({STRING})",
        "{STRING}.contains({DYN})",
        "{DYN}.exists({v:DYN}, {BOOL})",
        "{DYN}.all({v:DYN}, {DYN} == {DYN})");
    for (String relation : List.of("<", "<=", ">", ">=")) {
      for (String type :
          List.of("BOOL", "INT", "UINT", "DOUBLE", "STRING", "BYTES", "TIMESTAMP", "DURATION")) {
        add(shapes, Type.BOOL, "{" + type + "} " + relation + " {" + type + "}");
      }
      add(
          shapes,
          Type.BOOL,
          "{INT} " + relation + " {DOUBLE}",
          "{DOUBLE} " + relation + " {INT}",
          "{INT} " + relation + " {UINT}",
          "{UINT} " + relation + " {INT}",
          "{UINT} " + relation + " {DOUBLE}",
          "{DOUBLE} " + relation + " {UINT}",
          "quality " + relation + " (0.0 / 0.0)",
          "{INT} " + relation + " (0.0 / 0.0)");
    }
    add(
        shapes,
        Type.BOOL,
        "{STRING} in {STRINGS}",
        "{STRING} in ['DE', 'FR', 'A', 'web', '']",
        "{STRING} in ['DE', {STRING}]",
        "{STRING} in sets.{SET}",
        "sets.{SET}.exists({v:STRING}, {STRING} == {STRING})",
        "{INT} in {INTS}",
        "{INT} in [1, 2, 500]",
        "{INT} in [1, 2, {INT}]",
        "dyn({DOUBLE}) in [1, 2, 50, 500]",
        "dyn({UINT}) in [1, 2, 500]",
        "dyn({INT}) in [1.0, 2.0, 500.0]",
        "{DOUBLE} in {DOUBLES}",
        "{DOUBLE} in [0.0, 50.0, 0.75]",
        "{BOOL} in {BOOLS}",
        "{DYN} in {MIXED}",
        "{INTS} in [[1, 2], [500]]",
        "{DOUBLES} in [{DOUBLES}]",
        "{STRING} in {TEXTS_BY_TEXT}",
        "{INT} in {TEXTS_BY_INT}",
        "dyn({UINT}) in {TEXTS_BY_INT}",
        "dyn({DOUBLE}) in {TEXTS_BY_INT}",
        "{STRING}.startsWith({STRING})",
        "{STRING}.endsWith({STRING})",
        "{STRING}.contains({STRING})",
        "{STRING}.matches('^[a-z]+-?\\\\d*$')",
        "{STRING}.matches('o')",
        "{STRING}.matches('[')",
        "{STRING}.matches(lead.attributes.pattern)",
        "matches({STRING}, 'e$')",
        "matches({STRING}, {STRING})",
        "{STRINGS}.exists({v:STRING}, {BOOL})",
        "{STRINGS}.exists({v:STRING}, {STRING} == {STRING})",
        "{STRINGS}.all({v:STRING}, {BOOL})",
        "{STRINGS}.all({v:STRING}, {STRING} != {STRING})",
        "{STRINGS}.exists_one({v:STRING}, {STRING} == {STRING})",
        "{INTS}.exists({v:INT}, {INT} / {INT} == 1)",
        "{INTS}.all({v:INT}, {INT} % {INT} < 2)",
        "{INTS}.exists_one({v:INT}, {INT} > {INT})",
        "{INTS}.exists({v:INT}, {STRINGS}.all({v:STRING}, {BOOL}))",
        "{BOOLS}.exists({v:BOOL}, {BOOL})",
        "{BOOLS}.all({v:BOOL}, {BOOL})",
        "{DOUBLES}.exists({v:DOUBLE}, {DOUBLE} > 1)",
        "{MIXED}.exists({v:DYN}, {DYN} == {DYN})",
        "{MIXED}.all({v:DYN}, {DYN} > 0)",
        "{TEXTS_BY_TEXT}.exists({v:STRING}, {STRING} == {STRING})",
        "{TEXTS_BY_TEXT}.all({v:STRING}, {BOOL})",
        "{TEXTS_BY_TEXT}.exists_one({v:STRING}, {STRING} < {STRING})",
        "{TEXTS_BY_INT}.exists({v:INT}, {INT} > {INT})",
        "{OWNERS}.exists({v:OWNERS}, true)",
        "account.owners.exists(o, o.role == {STRING})",
        "account.owners.all(o, has(o.repId) && o.repId != {STRING})",
        "account.owners.exists_one(o, o.role.startsWith({STRING}))",
        "account.owners.map(o, o.repId) == {STRINGS}",
        "account.owners.filter(o, o == account.owners[0]).size() == {INT}",
        "account.owners[{INT}].role == {STRING}",
        "has(account.owners[{INT}].role)",
        "has({PATH})",
        "has({PATH})",
        "has({PATH}) && {BOOL}",
        "!has({PATH}) || {BOOL}",
        "has(lead.attributes.tier)",
        "has(lead.attributes.absent)",
        "has({DYN}.tier)",
        "has({TEXTS_BY_TEXT}.seats)",
        "{DYN}.tier == {STRING}",
        "dyn(lead).country == {STRING}",
        "dyn(lead.company).nothing == {STRING}",
        "has(dyn(lead).region)",
        "has(dyn(account).nothing)",
        "lead.attributes.tier == {STRING}",
        "lead.attributes.tier != {STRING}",
        "lead.attributes.absent == {STRING}",
        "lead.attributes['absent'] != {STRING}",
        "bool({STRING})",
        "bool({BOOL} ? 'true' : {STRING})",
        "bool({BOOL})",
        "[{BOOL}, {BOOL}][{INT}]",
        "{BOOLS}[0]",
        "{'a': {BOOL}}.a",
        "{'a': {BOOL}, 'b': {BOOL}}['b']",
        "({BOOL} || {BOOL}) == ({BOOL} && {BOOL})",
        "[{BOOL} && {BOOL}] == [{BOOL}]",
        "({BOOL} && {BOOL}) in [{BOOL}]",
        "{STRINGS}.exists({v:STRING}, {BOOL}) == {BOOL}",
        "{STRINGS}.all({v:STRING}, {BOOL}) != {BOOL}",
        "{BOOLS}.map({v:BOOL}, {BOOL} || {BOOL})[0]",
        "{BOOL} ? true : {STRINGS}[{INT}] == {STRING}",
        "1 / {INT} > 0 || {BOOL}",
        "{INT} / 0 == 1 && {BOOL}",
        "9223372036854775807 + {INT} > 0",
        "{INT} * 9223372036854775807 != 0",
        "timestamp(lead.attributes.due) < now",
        "duration(lead.attributes.wait) > {DURATION}",
        "int(lead.attributes.seats) > {INT}",
        "double(lead.attributes.seats) >= {INT}",
        "now.getHours(lead.attributes.zone) >= {INT}",
        "lead.country.size() == {INT}",
        "type({DYN}) == string",
        "{dyn({INT}): 1, dyn({UINT}): 2}.size() == 2",
        "{dyn({UINT}): 1, dyn({INT}): 2}.size() == 2",
        "{dyn(1): 1, dyn({UINT}): 2}.size() == 2",
        "{dyn(1u): 1, dyn({BOOL} ? 1 : 2): 2}.size() == 2",
        "{dyn(-1): 1, dyn(18446744073709551615u): 2}.size() == 2");
    add(
        shapes,
        Type.INT,
        "{INT} + {INT}",
        "{INT} - {INT}",
        "{INT} * {INT}",
        "{INT} / {INT}",
        "{INT} % {INT}",
        "-{INT}",
        "{BOOL} ? {INT} : {INT}",
        "{INTS}[{INT}]",
        "{INTS}[0]",
        "{INTS}[dyn(1.0)]",
        "{INTS}[dyn(1u)]",
        "{'a': {INT}}.a",
        "{1: {INT}}[{INT}]",
        "{true: {INT}}[{BOOL}]",
        "{STRING}.size()",
        "size({STRING})",
        "{BYTES}.size()",
        "size({BYTES})",
        "{STRINGS}.size()",
        "size({STRINGS})",
        "{TEXTS_BY_TEXT}.size()",
        "size({TEXTS_BY_TEXT})",
        "size({OWNERS})",
        "size({STRINGS}.filter({v:STRING}, {BOOL}))",
        "int({INT})",
        "int({UINT})",
        "int({DOUBLE})",
        "int({STRING})",
        "int({TIMESTAMP})",
        "int({DYN})",
        "{DYN} + {INT}",
        "[{INT}, {INT}].map({v:INT}, {INT} + {INT})[0]");
    for (String part :
        List.of(
            "FullYear",
            "Month",
            "DayOfYear",
            "DayOfMonth",
            "Date",
            "DayOfWeek",
            "Hours",
            "Minutes",
            "Seconds",
            "Milliseconds")) {
      add(
          shapes,
          Type.INT,
          "{TIMESTAMP}.get" + part + "()",
          "{TIMESTAMP}.get" + part + "('Europe/Berlin')",
          "{TIMESTAMP}.get" + part + "('+02:00')",
          "{TIMESTAMP}.get" + part + "('-9:30')",
          "{TIMESTAMP}.get" + part + "('Nowhere/Else')",
          "{TIMESTAMP}.get" + part + "(lead.timeZone)");
    }
    for (String part : List.of("Hours", "Minutes", "Seconds", "Milliseconds")) {
      add(shapes, Type.INT, "{DURATION}.get" + part + "()");
    }
    add(
        shapes,
        Type.UINT,
        "{UINT} + {UINT}",
        "{UINT} - {UINT}",
        "{UINT} * {UINT}",
        "{UINT} / {UINT}",
        "{UINT} % {UINT}",
        "{BOOL} ? {UINT} : {UINT}",
        "uint({UINT})",
        "uint({INT})",
        "uint({DOUBLE})",
        "uint({STRING})");
    add(
        shapes,
        Type.DOUBLE,
        "{DOUBLE} + {DOUBLE}",
        "{DOUBLE} - {DOUBLE}",
        "{DOUBLE} * {DOUBLE}",
        "{DOUBLE} / {DOUBLE}",
        "-{DOUBLE}",
        "{BOOL} ? {DOUBLE} : {DOUBLE}",
        "double({DOUBLE})",
        "double({INT})",
        "double({UINT})",
        "double({STRING})",
        "{DOUBLES}[{INT}]");
    add(
        shapes,
        Type.STRING,
        "{STRING} + {STRING}",
        "{BOOL} ? {STRING} : {STRING}",
        "{STRINGS}[{INT}]",
        "{STRINGS}[0]",
        "{TEXTS_BY_TEXT}[{STRING}]",
        "{TEXTS_BY_TEXT}.tier",
        "{TEXTS_BY_INT}[{INT}]",
        "{TEXTS_BY_INT}[dyn({UINT})]",
        "{TEXTS_BY_INT}[dyn({DOUBLE})]",
        "lead.attributes.tier",
        "lead.attributes.absent",
        "lead.attributes[{STRING}]",
        "string({STRING})",
        "string({INT})",
        "string({UINT})",
        "string({DOUBLE})",
        "string({BOOL})",
        "string({BYTES})",
        "string({TIMESTAMP})",
        "string({DURATION})",
        "string({DYN})");
    add(
        shapes,
        Type.BYTES,
        "bytes({STRING})",
        "bytes({BYTES})",
        "{BYTES} + {BYTES}",
        "{BOOL} ? {BYTES} : {BYTES}");
    add(
        shapes,
        Type.TIMESTAMP,
        "{TIMESTAMP} + {DURATION}",
        "{DURATION} + {TIMESTAMP}",
        "{TIMESTAMP} - {DURATION}",
        "timestamp({STRING})",
        "timestamp({INT})",
        "timestamp({TIMESTAMP})",
        "timestamp(lead.attributes.due)",
        "{BOOL} ? {TIMESTAMP} : {TIMESTAMP}");
    add(
        shapes,
        Type.DURATION,
        "{DURATION} + {DURATION}",
        "{DURATION} - {DURATION}",
        "{TIMESTAMP} - {TIMESTAMP}",
        "duration({STRING})",
        "duration({DURATION})",
        "duration(lead.attributes.wait)",
        "{BOOL} ? {DURATION} : {DURATION}");
    add(
        shapes,
        Type.BOOLS,
        "[{BOOL}, {BOOL}]",
        "[{BOOL} || {BOOL}]",
        "{BOOLS} + {BOOLS}",
        "{STRINGS}.map({v:STRING}, {BOOL})",
        "{BOOLS}.filter({v:BOOL}, {BOOL})");
    add(
        shapes,
        Type.STRINGS,
        "[{STRING}, {STRING}]",
        "[{STRING}]",
        "sets.{SET}",
        "{STRINGS} + {STRINGS}",
        "{BOOL} ? {STRINGS} : {STRINGS}",
        "{STRINGS}.filter({v:STRING}, {BOOL})",
        "{STRINGS}.filter({v:STRING}, {STRING} < {STRING})",
        "{STRINGS}.map({v:STRING}, {STRING} + {STRING})",
        "{STRINGS}.map({v:STRING}, {BOOL}, {STRING})",
        "{TEXTS_BY_TEXT}.map({v:STRING}, {STRING})",
        "lead.attributes.map(key, lead.attributes[key])",
        "account.owners.map(o, o.role)");
    add(
        shapes,
        Type.INTS,
        "[{INT}, {INT}]",
        "[{INT}, {INT}, {INT}]",
        "{INTS} + {INTS}",
        "{INTS} + dyn({STRINGS})",
        "{INTS}.map({v:INT}, {INT} * {INT})",
        "{INTS}.filter({v:INT}, {INT} > {INT})",
        "{STRINGS}.map({v:STRING}, {STRING}.size())");
    add(
        shapes,
        Type.DOUBLES,
        "[{DOUBLE}, {DOUBLE}]",
        "{INTS}.map({v:INT}, double({INT}))",
        "{DOUBLES} + {DOUBLES}");
    add(
        shapes,
        Type.MIXED,
        "[{INT}, {STRING}]",
        "[{DOUBLE}, {UINT}, {INT}]",
        "[{DYN}, {INT}, null]",
        "{MIXED}.filter({v:DYN}, {BOOL})");
    add(
        shapes,
        Type.TEXTS_BY_TEXT,
        "{'tier': {STRING}, 'seats': {STRING}}",
        "{{STRING}: {STRING}, {STRING}: {STRING}}",
        "{BOOL} ? {TEXTS_BY_TEXT} : {TEXTS_BY_TEXT}");
    add(
        shapes,
        Type.TEXTS_BY_INT,
        "{1: {STRING}, 2: {STRING}}",
        "{{INT}: {STRING}, {INT}: {STRING}}");
    add(
        shapes,
        Type.OWNERS,
        "account.owners.filter(o, o.role == {STRING})",
        "account.owners + {OWNERS}",
        "{BOOL} ? {OWNERS} : account.owners");
    add(shapes, Type.STRUCT, "{BOOL} ? dyn({STRUCT}) : dyn({STRUCT})");
    add(
        shapes,
        Type.DYN,
        "dyn({BOOL})",
        "dyn({INT})",
        "dyn({UINT})",
        "dyn({DOUBLE})",
        "dyn({STRING})",
        "dyn({TIMESTAMP})",
        "dyn({DURATION})",
        "dyn({STRINGS})",
        "dyn({INTS})",
        "dyn({DOUBLES})",
        "dyn({TEXTS_BY_TEXT})",
        "dyn({STRUCT})",
        "{MIXED}[{INT}]",
        "dyn({BOOL} || {BOOL})",
        "{DYN}.country",
        "dyn(lead).company",
        "{'a': {INT}, 'b': {STRING}}[{STRING}]",
        "[{INT}, {STRING}, {DOUBLE}, null][{INT}]");
    return List.copyOf(shapes);
  }

  private static void add(List<Shape> shapes, Type type, String... patterns) {
    for (String pattern : patterns) {
      shapes.add(new Shape(type, pattern));
    }
  }
}
