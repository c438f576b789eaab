package io.leadrouter.domain;

/**
 * Who a lead is. Absent text is the empty string. Everything but the title identifies the person
 * and stays out of logs, metrics, decisions and assignments.
 */
public record Person(String email, String phone, String firstName, String lastName, String title) {

  public static final Person UNKNOWN = new Person("", "", "", "", "");

  /** What may be told to those who need not know who it is. */
  public Person withoutIdentifiers() {
    return new Person("", "", "", "", title);
  }

  /** Never the person's data: a log line or an exception may hold this. */
  @Override
  public String toString() {
    return "Person[…]";
  }
}
