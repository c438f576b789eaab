package io.leadrouter.routing;

/**
 * Where a member stands among the others of its bench, as its strategy says: smaller is sooner, by
 * the first number that differs, and at last by id, so that the order is total. Immutable, because
 * an ordered set must not see what it holds change.
 */
record Place(long first, long second, long third, String repId) implements Comparable<Place> {

  @Override
  public int compareTo(Place other) {
    if (first != other.first) {
      return first < other.first ? -1 : 1;
    }
    if (second != other.second) {
      return second < other.second ? -1 : 1;
    }
    if (third != other.third) {
      return third < other.third ? -1 : 1;
    }
    return repId.compareTo(other.repId);
  }
}
