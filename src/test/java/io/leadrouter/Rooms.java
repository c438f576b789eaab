package io.leadrouter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The application's rooms and what each may know, as rules over the packages below a root. A room
 * that does not exist yet breaks none of them.
 */
final class Rooms {

  private static final Set<String> BELOW_TOPOLOGY =
      Set.of("domain", "policy", "intake", "scoring", "routing", "forecast", "event", "kafka");

  private static final Set<String> BELOW_CLI = and(BELOW_TOPOLOGY, "topology", "ops");

  /** What a room may import of the others. */
  private static final Map<String, Set<String>> MAY_IMPORT =
      Map.ofEntries(
          Map.entry("domain", Set.of()),
          Map.entry("policy", Set.of("domain")),
          Map.entry("intake", Set.of("domain")),
          Map.entry("scoring", Set.of("domain", "policy")),
          Map.entry("routing", Set.of("domain", "policy")),
          Map.entry("forecast", Set.of("domain")),
          Map.entry("event", Set.of("domain", "forecast")),
          Map.entry("kafka", Set.of("event")),
          Map.entry("topology", BELOW_TOPOLOGY),
          Map.entry("ops", Set.of("domain", "topology")),
          Map.entry("cli", BELOW_CLI),
          Map.entry("sandbox", and(BELOW_CLI, "cli")));

  /** Driven millions of times a second by simulations and property tests. */
  private static final List<String> PURE =
      List.of("domain", "policy", "intake", "scoring", "routing", "forecast");

  private static final String[] MACHINERY = {
    "org.apache..",
    "io.confluent..",
    "io.micrometer..",
    "io.javalin..",
    "com.fasterxml.jackson..",
    "picocli..",
    "org.slf4j..",
    "java.net.http..",
    "java.util.concurrent.locks.."
  };

  /** Of the machinery's packages, but only arithmetic. */
  private static final String[] ARITHMETIC = {"org.apache.commons.statistics.."};

  private final String root;

  Rooms(String root) {
    this.root = root;
  }

  List<ArchRule> rules() {
    List<ArchRule> rules = new ArrayList<>();
    MAY_IMPORT.keySet().stream().sorted().map(this::arrowsOf).forEach(rules::add);
    rules.add(everyClassIsInARoom());
    rules.add(roomsHaveNoCycles());
    rules.add(domainKnowsOnlyTheJdk());
    rules.add(pureRoomsKnowNoMachinery());
    rules.add(pureRoomsHaveNoClock());
    rules.add(pureRoomsHaveNoDice());
    rules.add(onlyTheKafkaRoomKnowsTheWireFormat());
    rules.add(onlyTheKafkaRoomSerializes());
    return rules.stream().map(rule -> rule.allowEmptyShould(true)).toList();
  }

  private ArchRule arrowsOf(String room) {
    Set<String> others = new TreeSet<>(MAY_IMPORT.keySet());
    others.remove(room);
    others.removeAll(MAY_IMPORT.get(room));
    String[] forbidden = others.stream().map(this::in).toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage(in(room))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .as("%s may import %s only".formatted(room, new TreeSet<>(MAY_IMPORT.get(room))));
  }

  private ArchRule everyClassIsInARoom() {
    return classes()
        .should()
        .resideInAnyPackage(in(MAY_IMPORT.keySet()))
        .as("every class is in a room");
  }

  private ArchRule roomsHaveNoCycles() {
    return slices().matching(root + ".(*)..").should().beFreeOfCycles();
  }

  private ArchRule domainKnowsOnlyTheJdk() {
    return classes()
        .that()
        .resideInAPackage(in("domain"))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(in("domain"), "java..", "javax.crypto..")
        .as("domain knows only the JDK");
  }

  private ArchRule pureRoomsKnowNoMachinery() {
    return noClasses()
        .that()
        .resideInAnyPackage(in(PURE))
        .should()
        .dependOnClassesThat(
            are(resideInAnyPackage(MACHINERY).and(resideOutsideOfPackages(ARITHMETIC))))
        .as("pure rooms know no Kafka, no Avro and no other machinery");
  }

  private ArchRule pureRoomsHaveNoClock() {
    return noClasses()
        .that()
        .resideInAnyPackage(in(PURE))
        .should()
        .accessTargetWhere(
            target(
                "reads a clock of its own",
                (owner, name) ->
                    owner.getPackageName().equals("java.time") && name.equals("now")
                        || owner.isEquivalentTo(Clock.class)
                            && (name.startsWith("system") || name.startsWith("tick"))
                        || owner.isEquivalentTo(System.class)
                            && (name.equals("currentTimeMillis") || name.equals("nanoTime"))))
        .as("pure rooms are told the time");
  }

  private ArchRule pureRoomsHaveNoDice() {
    return noClasses()
        .that()
        .resideInAnyPackage(in(PURE))
        .should()
        .accessTargetWhere(
            target(
                "throws dice of its own",
                (owner, name) ->
                    owner.isEquivalentTo(Math.class) && name.equals("random")
                        || owner.isEquivalentTo(UUID.class) && name.equals("randomUUID")
                        || owner.isEquivalentTo(ThreadLocalRandom.class)
                        || owner.isAssignableTo(SecureRandom.class)
                        || owner.isAssignableTo(Random.class) && name.equals("<init>")))
        .as("pure rooms have no randomness of their own");
  }

  private ArchRule onlyTheKafkaRoomKnowsTheWireFormat() {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in("kafka"), in("event"))
        .should()
        .dependOnClassesThat(
            are(
                resideInAPackage("org.apache.avro.message..")
                    .or(resideInAPackage("org.apache.avro.specific..").and(named("Datum")))
                    .or(resideInAPackage("org.apache.avro.io..").and(named("Binary")))
                    .or(resideInAPackage("org.apache.avro.io..").and(named("DecoderFactory")))))
        .as("only kafka knows the wire format");
  }

  private ArchRule onlyTheKafkaRoomSerializes() {
    return noClasses()
        .that()
        .resideOutsideOfPackage(in("kafka"))
        .should()
        .beAssignableTo(
            assignableTo(Serializer.class)
                .or(assignableTo(Deserializer.class))
                .or(assignableTo(Serde.class)))
        .as("only kafka has serializers");
  }

  private static Set<String> and(Set<String> rooms, String... more) {
    Set<String> all = new TreeSet<>(rooms);
    all.addAll(List.of(more));
    return all;
  }

  private String[] in(Iterable<String> rooms) {
    List<String> packages = new ArrayList<>();
    rooms.forEach(room -> packages.add(in(room)));
    return packages.toArray(String[]::new);
  }

  private String in(String room) {
    return root + "." + room + "..";
  }

  private static DescribedPredicate<JavaClass> named(String part) {
    return DescribedPredicate.describe(
        "named *" + part + "*", type -> type.getSimpleName().contains(part));
  }

  private interface Target {
    boolean matches(JavaClass owner, String name);
  }

  private static DescribedPredicate<JavaAccess<?>> target(String what, Target target) {
    return DescribedPredicate.describe(
        what, access -> target.matches(access.getTargetOwner(), access.getTarget().getName()));
  }
}
