package io.leadrouter.routing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * Members of whom the smallest tag is at hand: a binary heap, for a queue whose order is another
 * than that of turns. Tags are as they were when it was last told of their member, so that several
 * may have changed since. Not thread-safe.
 */
final class TagHeap {

  private Member[] members = new Member[16];

  /** In the same order, so that members are not looked at. */
  private long[] tags = new long[16];

  private int size;

  /** Empty when nobody is here. */
  OptionalLong smallest() {
    return size == 0 ? OptionalLong.empty() : OptionalLong.of(tags[0]);
  }

  /** Those whose tag is smaller, in no order; a copy. */
  List<Member> before(long tag) {
    List<Member> before = new ArrayList<>();
    collectBefore(tag, 0, before);
    return before;
  }

  private void collectBefore(long tag, int at, List<Member> before) {
    if (at < size && tags[at] < tag) {
      before.add(members[at]);
      collectBefore(tag, firstBelow(at), before);
      collectBefore(tag, firstBelow(at) + 1, before);
    }
  }

  void add(Member member) {
    if (size == members.length) {
      members = Arrays.copyOf(members, size * 2);
      tags = Arrays.copyOf(tags, size * 2);
    }
    settle(member, member.tag(), size++);
  }

  void remove(Member member) {
    int gap = member.inHeap;
    size--;
    Member last = members[size];
    members[size] = null;
    if (gap < size) {
      settle(last, tags[size], gap);
    }
  }

  /** Its tag may be another than before. */
  void update(Member member) {
    settle(member, member.tag(), member.inHeap);
  }

  /** Finds the member its place, beginning at one that is free. */
  private void settle(Member member, long tag, int free) {
    int at = sunk(tag, risen(tag, free));
    put(member, tag, at);
  }

  private int risen(long tag, int free) {
    int at = free;
    while (at > 0 && tag < tags[above(at)]) {
      move(above(at), at);
      at = above(at);
    }
    return at;
  }

  private int sunk(long tag, int free) {
    int at = free;
    int smaller = smallerBelow(at);
    while (smaller < size && tags[smaller] < tag) {
      move(smaller, at);
      at = smaller;
      smaller = smallerBelow(at);
    }
    return at;
  }

  private int smallerBelow(int at) {
    int one = firstBelow(at);
    return one + 1 < size && tags[one + 1] < tags[one] ? one + 1 : one;
  }

  private void move(int from, int to) {
    put(members[from], tags[from], to);
  }

  private void put(Member member, long tag, int at) {
    members[at] = member;
    tags[at] = tag;
    member.inHeap = at;
  }

  private static int above(int at) {
    return (at - 1) / 2;
  }

  private static int firstBelow(int at) {
    return 2 * at + 1;
  }
}
