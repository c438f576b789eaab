package io.leadrouter.sandbox;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A country that the sample's people come from. Their telephone numbers lie in ranges that the
 * country's regulator keeps for fiction, so that nobody has them; where there is no such range,
 * people give no number.
 */
enum Market {
  DE(
      "Germany",
      "de",
      "Europe/Berlin",
      "%s %03d",
      "030 23125,040 66969,069 90009,089 99998,0221 4710",
      1000,
      "Anna Ben Clara Finn Greta Jonas Lena Paul",
      "Albers Busch Dorn Engel Frey Hagen Linde Sommer"),
  FR(
      "France",
      "fr",
      "Europe/Paris",
      "+33 %s %04d",
      "1 99 00,2 61 91,3 53 01,4 65 71,5 36 49",
      10_000,
      "Alice Bruno Chloé Denis Emma Gilles Manon Yves",
      "Arnaud Blanc Carpentier Durand Fontaine Lambert Roche Vasseur"),
  GB(
      "United Kingdom",
      "en",
      "Europe/London",
      "%s 0%03d",
      "020 7946,0113 496,0121 496,0131 496,0161 496",
      1000,
      "Alfie Beth Colin Daisy Edith Harry Nora Simon",
      "Ashby Barlow Crane Dalton Ellis Fenwick Hobbs Marsh"),
  NL(
      "Netherlands",
      "nl",
      "Europe/Amsterdam",
      "",
      "",
      0,
      "Anouk Bram Daan Eva Lotte Sem",
      "Bakker Dekker Jansen Mulder Smit Visser"),
  ES(
      "Spain",
      "es",
      "Europe/Madrid",
      "",
      "",
      0,
      "Alba Diego Elena Javier Lucía Mateo",
      "Campos Delgado Fuentes Herrera Navarro Rivas"),
  US(
      "United States",
      "en",
      "America/New_York",
      "(%s) 555-01%02d",
      "202,206,212,216,303,305,312,313,404,415,503,504,512,602,615,617,702,713,901,919",
      100,
      "Abby Blake Chase Dana Eric Faith Grant Holly",
      "Abbott Barnes Cooper Dawson Emerson Fisher Hayes Porter"),
  CA(
      "Canada",
      "en",
      "America/Toronto",
      "+1 %s-555-01%02d",
      "204,250,403,416,506,514,604,613,780,902",
      100,
      "Adele Brody Cecile Drew Elise Gord",
      "Bouchard Campbell Fraser Gagnon MacLeod Tremblay"),
  BR(
      "Brazil",
      "pt",
      "America/Sao_Paulo",
      "",
      "",
      0,
      "Ana Bruna Davi Heitor Lara Otávio",
      "Araújo Barbosa Cardoso Freitas Moreira Teixeira"),
  AU(
      "Australia",
      "en",
      "Australia/Sydney",
      "%s %04d",
      "02 7010,03 7010,07 7010,08 7010",
      10_000,
      "Angus Bindi Cooper Ella Jack Matilda",
      "Bailey Carter Dixon Hughes Lawson Murray"),
  JP(
      "Japan",
      "ja",
      "Asia/Tokyo",
      "",
      "",
      0,
      "Akira Emi Hana Kenji Mei Sora",
      "Abe Endo Ito Kato Sato"),
  SG("Singapore", "en", "Asia/Singapore", "", "", 0, "Aisha Darren Mei Ravi", "Chua Goh Lim Tan");

  private final String country;
  private final String language;
  private final String timeZone;
  private final String fictionalNumber;
  private final List<String> areas;
  private final int numbersPerArea;
  private final List<String> givenNames;
  private final List<String> familyNames;

  Market(
      String country,
      String language,
      String timeZone,
      String fictionalNumber,
      String areas,
      int numbersPerArea,
      String givenNames,
      String familyNames) {
    this.country = country;
    this.language = language;
    this.timeZone = timeZone;
    this.fictionalNumber = fictionalNumber;
    this.areas = List.of(areas.split(","));
    this.numbersPerArea = numbersPerArea;
    this.givenNames = List.of(givenNames.split(" "));
    this.familyNames = List.of(familyNames.split(" "));
  }

  /** In English. */
  String country() {
    return country;
  }

  String language() {
    return language;
  }

  String timeZone() {
    return timeZone;
  }

  String givenName(RandomGenerator random) {
    return givenNames.get(random.nextInt(givenNames.size()));
  }

  String familyName(RandomGenerator random) {
    return familyNames.get(random.nextInt(familyNames.size()));
  }

  /** As people of the country write it; empty where no range is kept for fiction. */
  Optional<String> phone(RandomGenerator random) {
    return numbersPerArea == 0
        ? Optional.empty()
        : Optional.of(
            fictionalNumber.formatted(
                areas.get(random.nextInt(areas.size())), random.nextInt(numbersPerArea)));
  }
}
