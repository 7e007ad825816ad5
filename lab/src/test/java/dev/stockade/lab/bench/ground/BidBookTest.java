package dev.stockade.lab.bench.ground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class BidBookTest {
  private static final int BIDS = 20_000;

  @Test
  void ids_are_distinct_time_ordered_and_tell_their_number() {
    var book = new BidBook(Scenario.HOT, 7);

    var ids = IntStream.range(0, BIDS).mapToObj(book::id).toList();

    assertThat(new HashSet<>(ids)).hasSize(BIDS);
    assertThat(ids.stream().map(id -> id.getMostSignificantBits() >>> 16))
        .isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(ids).allMatch(id -> id.version() == 7 && id.variant() == 2);
    assertThat(ids.stream().map(BidBook::number)).containsExactlyElementsOf(numbers());
  }

  @Test
  void the_same_seed_makes_the_same_bids_and_another_one_others() {
    var book = new BidBook(Scenario.ZIPF, 7);

    assertThat(new BidBook(Scenario.ZIPF, 7).bid(5)).isEqualTo(book.bid(5));
    assertThat(new BidBook(Scenario.ZIPF, 7).collection(5)).isEqualTo(book.collection(5));
    assertThat(new BidBook(Scenario.ZIPF, 8).bid(5)).isNotEqualTo(book.bid(5));
  }

  @Test
  void skewed_bids_want_the_first_collection_most_and_reach_far_beyond_it() {
    var book = new BidBook(Scenario.zipf(1_000, 0.99), 7);

    var wanted = new HashMap<UUID, Integer>();
    IntStream.range(0, BIDS).forEach(i -> wanted.merge(book.collectionId(i), 1, Integer::sum));

    // One over the sum of r^-0.99 for r = 1 to 1,000.
    assertThat(wanted.get(BidBook.collectionOfRank(0))).isBetween(2_300, 3_100);
    assertThat(wanted.get(BidBook.collectionOfRank(1))).isBetween(1_150, 1_600);
    assertThat(wanted).hasSizeGreaterThan(800);
  }

  private static Iterable<Integer> numbers() {
    return IntStream.range(0, BIDS).boxed().toList();
  }
}
