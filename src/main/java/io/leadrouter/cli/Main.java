package io.leadrouter.cli;

import io.leadrouter.ops.PortUnavailableException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program {@code lead-router}. Exit codes: 0 done, 1 failed or something was found, 2 wrong
 * usage. Results go to standard output; errors are one sentence on standard error.
 */
@Command(
    name = "lead-router",
    description = "Routes leads to salespeople on Kafka Streams.",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    subcommands = {
      RunCommand.class,
      TopicsCommand.class,
      PolicyCommand.class,
      PublishCommand.class,
      ScoreCommand.class,
      ModelCommand.class,
      ForecastCommand.class,
      TailCommand.class
    },
    versionProvider = Version.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:failed, or something was found", "2:wrong usage"})
public final class Main implements Callable<Integer> {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int USAGE = 2;

  @Spec private CommandSpec spec;

  private Main() {}

  /**
   * Runs a command and ends the process with its exit code, also where Maven runs it inside its
   * own.
   */
  public static void main(String[] args) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int exitCode = run(out, err, args);
    out.flush();
    err.flush();
    // A command has closed all it opened when it returns. Not exit(): where Maven runs this, its
    // own shutdown hook would write terminal codes after a last line that programs read.
    Runtime.getRuntime().halt(exitCode);
  }

  /**
   * Maven puts a filter of its own into {@code System.out}, and on Ctrl-C writes to it while the
   * sandbox still reports; the filter is not thread-safe and throws. UTF-8 whatever the locale:
   * what is printed is read by programs, as JSON lines are, or becomes a policy's file again.
   */
  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Runs a command and answers its exit code, for programs that want what it prints. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine commandLine = new CommandLine(new Main());
    ServiceLoader.load(ExtraCommand.class, Main.class.getClassLoader())
        .forEach(commandLine::addSubcommand);
    return commandLine
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Main::wrongUsage)
        .setExecutionExceptionHandler(Main::failed)
        .execute(args);
  }

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return DONE;
  }

  private static int wrongUsage(ParameterException e, String[] args) {
    CommandLine commandLine = e.getCommandLine();
    PrintWriter err = commandLine.getErr();
    err.println(sentence(e));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '%s --help'.".formatted(commandLine.getCommandSpec().qualifiedName(" ")));
    return USAGE;
  }

  private static int failed(Exception e, CommandLine commandLine, ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    if (e instanceof Refusal
        || e instanceof PortUnavailableException
        || e instanceof KafkaException) {
      err.println(sentence(e));
    } else {
      // Nobody foresaw this one: whoever mends it needs to know where.
      e.printStackTrace(err);
    }
    return FAILED;
  }

  private static String sentence(Exception e) {
    String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      // The library counts arguments from 0, which helps nobody to find the one that was mistyped.
      message = "'%s' is not understood here".formatted(unmatched.getUnmatched().get(0));
    }
    return "lead-router: " + message;
  }
}
