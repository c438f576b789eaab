package io.leadrouter.intake;

/**
 * E-mail addresses as people have them: RFC 5321's dot-atom form, non-ASCII letters included. The
 * quoted form, legal but not in use, counts as a mistake.
 */
final class EmailAddress {

  private static final int LONGEST_ADDRESS = 254;
  private static final int LONGEST_LOCAL_PART = 64;
  private static final String SPECIALS = "!#$%&'*+-/=?^_`{|}~";

  private EmailAddress() {}

  /**
   * The address with its domain in ASCII and lower case; empty when it is none. What stands before
   * the @ keeps its case, which is the receiving server's business.
   */
  static String of(String text) {
    int at = text.lastIndexOf('@');
    if (at < 1 || at > LONGEST_LOCAL_PART || !isDotAtom(text, at)) {
      return "";
    }
    String domain = DomainName.ofHost(text.substring(at + 1));
    if (domain.isEmpty() || at + 1 + domain.length() > LONGEST_ADDRESS) {
      return "";
    }
    return text.endsWith(domain) && text.length() == at + 1 + domain.length()
        ? text
        : text.substring(0, at + 1) + domain;
  }

  /** The domain of an address that {@link #of} returned. */
  static String domain(String address) {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  private static boolean isDotAtom(String text, int end) {
    char before = '.';
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean letter =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || c > '~'
              || SPECIALS.indexOf(c) >= 0;
      if (!letter && (c != '.' || before == '.')) {
        return false;
      }
      before = c;
    }
    return before != '.';
  }
}
