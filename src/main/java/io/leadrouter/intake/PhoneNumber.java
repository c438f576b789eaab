package io.leadrouter.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;

/**
 * A telephone number that can be dialled.
 *
 * @param e164 such as +493012345678, without an extension; empty when the text is no number
 * @param inUse whether the numbering plan known here has its range; plans change, so a number of
 *     the right length is dialled all the same
 */
record PhoneNumber(String e164, boolean inUse) {

  static final PhoneNumber NONE = new PhoneNumber("", false);

  private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
  private static final String NO_COUNTRY = "ZZ";

  /**
   * Reads a number as it is written in a country.
   *
   * @param country ISO 3166-1 alpha-2 code; empty: only a number with a + or 00 prefix can be read
   */
  static PhoneNumber of(String text, String country) {
    String written = country.isEmpty() && text.startsWith("00") ? "+" + text.substring(2) : text;
    try {
      PhoneNumber number = read(written, country.isEmpty() ? NO_COUNTRY : country);
      // What no plan has may read differently once it has its prefix; then nobody knows what it is.
      return number.inUse || number.equals(read(number.e164, NO_COUNTRY)) ? number : NONE;
    } catch (NumberParseException notANumber) {
      return NONE;
    }
  }

  private static PhoneNumber read(String written, String region) throws NumberParseException {
    Phonenumber.PhoneNumber number = PLANS.parse(written, region);
    // The lead's own country first: seeking a +1 number's among two dozen takes most of the time.
    boolean inUse = PLANS.isValidNumberForRegion(number, region) || PLANS.isValidNumber(number);
    return inUse || PLANS.isPossibleNumberWithReason(number) == ValidationResult.IS_POSSIBLE
        ? new PhoneNumber(PLANS.format(number, PhoneNumberFormat.E164), inUse)
        : NONE;
  }
}
