package io.leadrouter.routing;

import io.leadrouter.policy.cel.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The members of a pool who can take a lead, in the order of its strategy: all of them, and those
 * who have a trait that routes to the pool look for, so that nobody else is looked at. Not
 * thread-safe.
 */
final class Queue {

  private static final NavigableMap<Place, Member> NOBODY = Collections.emptyNavigableMap();

  private final Strategy strategy;
  private final Set<String> fields;
  private final NavigableMap<Place, Member> all = new TreeMap<>();
  private final Map<Trait, NavigableMap<Place, Member>> byTrait = new HashMap<>();

  /** V goes by tags whatever the strategy; empty: the order does, too. */
  private final Optional<TagHeap> byTag;

  /** Whose standing may be another by now: looked at when the order is. */
  private final List<Member> moved = new ArrayList<>();

  /**
   * @param fields of reps, whose traits are looked for
   */
  Queue(Strategy strategy, Set<String> fields) {
    this.strategy = strategy;
    this.fields = fields;
    this.byTag = strategy == Strategy.IN_TURN ? Optional.empty() : Optional.of(new TagHeap());
  }

  /**
   * Where a member stands.
   *
   * @param place as the strategy says
   * @param traits by which it is found
   */
  record Standing(Place place, List<Trait> traits) {

    static final Standing NONE = new Standing(new Place(0, 0, 0, ""), List.of());
  }

  /**
   * Those of whom a lead's reps are some, as far as that can be told without looking at anybody.
   *
   * @param members by place
   * @param size how many they are at most
   * @param reason why the lead does not go to the others
   */
  record Part(Iterator<Member> members, int size, String reason) {

    /** Nobody, for a reason that has nothing to do with who they are. */
    static Part none(String reason) {
      return new Part(Collections.emptyIterator(), 0, reason);
    }
  }

  int size() {
    return all.size();
  }

  /** What leads can look for in a member. */
  List<Trait> traits(Member member) {
    return fields.isEmpty() ? List.of() : member.traits(fields);
  }

  /** The smallest tag; empty when nobody is here. */
  OptionalLong smallestTag() {
    settle();
    if (byTag.isPresent()) {
      return byTag.get().smallest();
    }
    return all.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(all.firstEntry().getValue().tag());
  }

  /** Those whose tag is smaller, in the order of turns; a copy. */
  List<Member> before(long tag) {
    settle();
    if (byTag.isPresent()) {
      List<Member> before = byTag.get().before(tag);
      before.sort(Comparator.comparing(Strategy.IN_TURN::place));
      return before;
    }
    return all.values().stream().takeWhile(member -> member.tag() < tag).toList();
  }

  /** The smallest part in which everybody is who has what is needed. */
  Part part(List<Applicant.Need> needs) {
    settle();
    Optional<Applicant.Need> best = Optional.empty();
    int fewest = all.size();
    for (Applicant.Need need : needs) {
      int size = 0;
      for (Trait trait : need.traits()) {
        size += having(trait);
      }
      if (size < fewest) {
        fewest = size;
        best = Optional.of(need);
      }
    }
    return best.map(this::part).orElseGet(() -> new Part(all.values().iterator(), all.size(), ""));
  }

  /** How many have the trait; when nobody knows, all may. */
  private int having(Trait trait) {
    return fields.contains(trait.field()) ? byTrait.getOrDefault(trait, NOBODY).size() : all.size();
  }

  private Part part(Applicant.Need need) {
    List<NavigableMap<Place, Member>> having =
        need.traits().stream().map(trait -> byTrait.getOrDefault(trait, NOBODY)).toList();
    int size = having.stream().mapToInt(Map::size).sum();
    Iterator<Member> members =
        having.size() == 1 ? having.get(0).values().iterator() : new Merged(having);
    return new Part(members, size, need.reason());
  }

  /** Those who are in any of several orders, each of them once. */
  private static final class Merged implements Iterator<Member> {

    private record Row(Member first, Iterator<Member> others) {

      static final Comparator<Row> FIRST_FIRST =
          Comparator.comparing(row -> row.first().standing.place());
    }

    private final PriorityQueue<Row> rows = new PriorityQueue<>(Row.FIRST_FIRST);

    Merged(List<NavigableMap<Place, Member>> orders) {
      orders.forEach(order -> add(order.values().iterator()));
    }

    private void add(Iterator<Member> row) {
      if (row.hasNext()) {
        rows.add(new Row(row.next(), row));
      }
    }

    @Override
    public boolean hasNext() {
      return !rows.isEmpty();
    }

    @Override
    public Member next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Member next = rows.peek().first();
      while (!rows.isEmpty() && rows.peek().first() == next) {
        add(rows.remove().others());
      }
      return next;
    }
  }

  void enter(Member member) {
    put(member, standing(member));
    byTag.ifPresent(tags -> tags.add(member));
  }

  void exit(Member member) {
    member.moved = false;
    take(member);
    byTag.ifPresent(tags -> tags.remove(member));
  }

  private void take(Member member) {
    Standing standing = member.standing;
    all.remove(standing.place());
    for (Trait trait : standing.traits()) {
      byTrait.computeIfPresent(
          trait,
          (any, having) ->
              having.remove(standing.place()) != null && having.isEmpty() ? null : having);
    }
    member.standing = Standing.NONE;
  }

  /** What its standing depends on may be another than before. */
  void move(Member member) {
    if (!member.moved) {
      member.moved = true;
      moved.add(member);
    }
  }

  /** A turn and the load of one lead are two moves, and one new place. */
  private void settle() {
    for (Member member : moved) {
      if (member.moved) {
        member.moved = false;
        settle(member);
      }
    }
    moved.clear();
  }

  private void settle(Member member) {
    Standing before = member.standing;
    Standing now = standing(member);
    if (now.place().compareTo(before.place()) != 0 || now.traits() != before.traits()) {
      take(member);
      put(member, now);
    }
    byTag.ifPresent(tags -> tags.update(member));
  }

  private Standing standing(Member member) {
    return new Standing(strategy.place(member), traits(member));
  }

  private void put(Member member, Standing standing) {
    member.standing = standing;
    all.put(standing.place(), member);
    for (Trait trait : standing.traits()) {
      byTrait.computeIfAbsent(trait, any -> new TreeMap<>()).put(standing.place(), member);
    }
  }
}
