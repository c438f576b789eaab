package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.policy.ExamplePolicies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be done with a policy before it is published, without a cluster. */
class PolicyFilesTest {

  @TempDir Path directory;

  @Test
  void anExampleIsAPolicyToBeginWith() throws IOException {
    Shell names = Shell.run("policy", "example");
    assertThat(names.out().lines()).containsExactlyElementsOf(ExamplePolicies.names());

    for (String name : ExamplePolicies.names()) {
      Shell example = Shell.run("policy", "example", name);
      assertThat(example.exitCode()).isZero();
      Path file = write(name + ".yaml", example.out());
      assertThat(Shell.run("policy", "check", file.toString())).isEqualTo(new Shell(0, "", ""));
    }
  }

  @Test
  void anExampleThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThat(Shell.run("policy", "example", "territory").err())
        .isEqualTo(
            "lead-router: there is no example 'territory'; did you mean 'territories'?; there are"
                + " round-robin, territories, segments, score-bands, follow-the-sun\n");
  }

  @Test
  void aDirectoryIsNoPolicy() {
    assertThat(Shell.run("policy", "check", directory.toString()).err())
        .isEqualTo("lead-router: " + directory + " is a directory; name the policy's file\n");
  }

  @Test
  void theSchemaIsTheOneOfTheContract() throws IOException {
    assertThat(Shell.run("policy", "schema").out())
        .isEqualTo(Files.readString(Path.of("schemas/policy.schema.json")));
  }

  @Test
  void twoFilesAreComparedByWhatTheyMean() throws IOException {
    Path before = write("before.yaml", PolicyCommandTest.POLICY);
    Path after =
        write(
            "after.yaml",
            PolicyCommandTest.POLICY
                .replace("strategy: round-robin", "caps: {openLeads: 30}")
                .replace(
                    "rules:\n", "rules:\n  - {id: x, when: 'score > 5', routes: [nurture]}\n"));

    assertThat(Shell.run("policy", "diff", before.toString(), after.toString()))
        .isEqualTo(
            new Shell(
                0,
                """
                ~ pool everybody: caps.openLeads: none -> 30
                + rule x: when score > 5; routes nurture
                """,
                ""));
    assertThat(Shell.run("policy", "diff", before.toString(), before.toString()).out())
        .isEqualTo("both mean the same\n");
  }

  @Test
  void aFileThatIsNoPolicyIsNotCompared() throws IOException {
    Path before = write("before.yaml", PolicyCommandTest.POLICY);
    Path broken = write("broken.yaml", "id: x\n");

    Shell diff = Shell.run("policy", "diff", before.toString(), broken.toString());

    assertThat(diff.exitCode()).isEqualTo(1);
    assertThat(diff.err())
        .startsWith("lead-router: " + broken + " cannot be compared:\n" + broken + ":1:1: missing");
  }

  @Test
  void aPolicyIsHeldAgainstTheRepsWhomItIsFor() throws IOException {
    Path policy =
        write(
            "policy.yaml",
            PolicyCommandTest.POLICY.replace("members: 'true'", "members: [ana, bem]"));
    Path reps = write("reps.csv", "repId,group,skills\nana,emea,a|b\nben,emea,\n");

    Shell check = Shell.run("policy", "check", policy.toString(), "--reps", reps.toString());

    assertThat(check)
        .isEqualTo(
            new Shell(1, policy + ":4:43: unknown rep \"bem\"; did you mean \"ben\"?\n", ""));
    assertThat(Shell.run("policy", "check", policy.toString()).exitCode()).isZero();
  }

  @Test
  void aRowThatIsNoRepIsNamed() throws IOException {
    Path policy = write("policy.yaml", PolicyCommandTest.POLICY);
    Path reps = write("reps.jsonl", "{\"repId\": \"ana\", \"group\": \"emea\", \"weight\": 0}\n");

    assertThat(Shell.run("policy", "check", policy.toString(), "--reps", reps.toString()))
        .isEqualTo(
            new Shell(1, "", "lead-router: reps.jsonl:1: weight is 0; a weight is 1 to 10000\n"));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }
}
