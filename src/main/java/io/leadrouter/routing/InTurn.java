package io.leadrouter.routing;

/**
 * Who has had the least of its share: the smallest tag; ties go to the least recently assigned in
 * the rotation, then to the greater weight.
 */
final class InTurn implements Strategy {

  @Override
  public Place place(Member member) {
    return new Place(member.tag(), member.lastTurn(), -member.weight(), member.repId());
  }
}
