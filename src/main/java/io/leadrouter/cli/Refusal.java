package io.leadrouter.cli;

/**
 * Something a person has to put right before the program can go on. The message is one sentence
 * that says what is wrong and what to do, holds no secret and no personal data of leads and reps,
 * and is printed as it is, without a stack trace.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public Refusal(String sentence) {
    super(sentence);
  }

  public Refusal(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
