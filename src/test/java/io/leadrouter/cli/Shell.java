package io.leadrouter.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command as a person would, and keeps what it printed. */
public record Shell(int exitCode, String out, String err) {

  public static Shell run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Shell(exitCode, out.toString(), err.toString());
  }
}
