package io.leadrouter.intake;

import java.net.IDN;
import java.util.Locale;

/** Internet domain names in ASCII (IDNA) and lower case, with at least two labels. */
final class DomainName {

  private static final int LONGEST_NAME = 253;
  private static final int LONGEST_LABEL = 63;

  private DomainName() {}

  /** Of the host in an e-mail address; empty when it is none. */
  static String ofHost(String host) {
    String ascii = ascii(host.toLowerCase(Locale.ROOT));
    return isValid(ascii) ? ascii : "";
  }

  /** Of what people type for a company's domain, often the address of its page; empty if none. */
  static String ofPage(String address) {
    String host = address;
    int scheme = host.indexOf("://");
    if (scheme >= 0) {
      host = host.substring(scheme + 3);
    }
    host = upTo(host, '/');
    host = upTo(host, '?');
    host = upTo(host, '#');
    host = upTo(host, ':');
    String name = ofHost(host);
    while (name.startsWith("www.") && name.indexOf('.', 4) > 0) {
      name = name.substring(4);
    }
    return name;
  }

  private static String upTo(String text, char end) {
    int at = text.indexOf(end);
    return at < 0 ? text : text.substring(0, at);
  }

  private static String ascii(String lower) {
    String name = lower;
    if (!isAscii(lower)) {
      if (lower.length() > LONGEST_NAME) {
        return "";
      }
      try {
        name = IDN.toASCII(lower).toLowerCase(Locale.ROOT);
      } catch (IllegalArgumentException notAName) {
        return "";
      }
    }
    return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
  }

  private static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static boolean isValid(String name) {
    if (name.length() > LONGEST_NAME) {
      return false;
    }
    int start = 0;
    boolean digitsOnly = true;
    for (int i = 0; i <= name.length(); i++) {
      char c = i == name.length() ? '.' : name.charAt(i);
      if (c == '.') {
        int length = i - start;
        if (length == 0
            || length > LONGEST_LABEL
            || name.charAt(start) == '-'
            || name.charAt(i - 1) == '-') {
          return false;
        }
        if (i == name.length()) {
          // No top-level domain is a single letter or a number; an IPv4 address ends in one.
          return start > 0 && length > 1 && !digitsOnly;
        }
        start = i + 1;
        digitsOnly = true;
      } else if (c >= 'a' && c <= 'z' || c == '-') {
        digitsOnly = false;
      } else if (c < '0' || c > '9') {
        return false;
      }
    }
    return false;
  }
}
