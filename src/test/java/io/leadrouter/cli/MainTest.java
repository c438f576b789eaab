package io.leadrouter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
  @Test
  void printsTheHelpWhenNothingIsAsked() {
    var shell = Shell.run();

    assertThat(shell.exitCode()).isZero();
    assertThat(shell.out()).startsWith("Usage: lead-router");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void saysItsVersion() {
    assertThat(Shell.run("--version").out()).startsWith("lead-router ").contains("Kafka 4.");
  }

  @Test
  void wrongUsageIsOneSentenceAndExitCodeTwo() {
    var shell = Shell.run("--colour");

    assertThat(shell.exitCode()).isEqualTo(2);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).contains("--colour").contains("Try 'lead-router --help'.");
    assertThat(shell.err()).doesNotContain("at io.leadrouter");
  }
}
