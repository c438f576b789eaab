package io.leadrouter.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadrouter.RandomDomain;
import io.leadrouter.domain.Charge;
import io.leadrouter.domain.Deadline;
import io.leadrouter.domain.Erasure;
import io.leadrouter.domain.Holding;
import io.leadrouter.domain.LeadState;
import io.leadrouter.domain.LeadStatus;
import io.leadrouter.domain.OpenLead;
import io.leadrouter.domain.Owners;
import io.leadrouter.domain.Referral;
import io.leadrouter.domain.Score;
import io.leadrouter.domain.ScoredLead;
import io.leadrouter.domain.Standing;
import io.leadrouter.event.States;
import io.leadrouter.kafka.EarlierSchemas;
import java.io.ByteArrayOutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.api.Test;

/** An upgrade finds what the release before it stored. */
class StateStoresTest {

  @Test
  void aLeadThatAnEarlierReleaseStoredIsRead() throws Exception {
    List<Schema> earlier = EarlierSchemas.of(io.leadrouter.event.OpenLead.class, 5);
    Serde<OpenLead> serde = StateStores.openLead();
    RandomDomain random = new RandomDomain(17);
    for (int i = 0; i < 500; i++) {
      OpenLead lead = random.openLead();
      // What a release did not know of, it did not store.
      Set<LeadStatus> newer = EnumSet.of(LeadStatus.OBSERVED, LeadStatus.ERASED, LeadStatus.MERGED);
      OpenLead fifth = unnumbered(lead);
      OpenLead fourth =
          fifth.withLead(withoutEstimate(lead.lead())).withHolding(asOfTheFourth(lead.holding()));
      OpenLead third =
          fourth
              .withOwners(Owners.NONE)
              .withStep(lead.step().withReferral(Referral.NONE))
              .withHolding(asOfTheThird(fourth.holding()));
      OpenLead second =
          third
              .withObserved(Optional.empty())
              .said(third.lead(), List.of(), third.version())
              .withStatus(newer.contains(lead.status()) ? LeadStatus.UNROUTABLE : lead.status())
              .withHolding(asOfTheSecond(third.holding()));
      OpenLead first = second.withHolding(second.holding().withAcceptBy(Optional.empty()));
      assertThat(read(serde, stored(first, earlier.get(0), 1))).isEqualTo(first);
      assertThat(read(serde, stored(second, earlier.get(1), 2))).isEqualTo(second);
      assertThat(read(serde, stored(third, earlier.get(2), 3))).isEqualTo(third);
      assertThat(read(serde, stored(fourth, earlier.get(3), 4))).isEqualTo(fourth);
      assertThat(read(serde, stored(fifth, earlier.get(4), 5))).isEqualTo(fifth);
      byte[] present = serde.serializer().serialize("open-leads", lead);
      assertThat(present[0]).isEqualTo((byte) 6);
      assertThat(read(serde, present)).isEqualTo(lead);
    }
  }

  @Test
  void whatAnEarlierReleaseRememberedOfALeadIsRead() throws Exception {
    Class<io.leadrouter.event.state.LeadState> type = io.leadrouter.event.state.LeadState.class;
    List<Schema> earlier = EarlierSchemas.of(type, 2);
    Serde<LeadState> serde = StateStores.leadState();
    RandomDomain random = new RandomDomain(18);
    for (int i = 0; i < 500; i++) {
      LeadState state = random.leadState();
      LeadState second = unnumbered(state, state.standing(), state.erasure());
      Standing known = state.standing() == Standing.ERASED ? Standing.SUPPRESSED : state.standing();
      LeadState first = unnumbered(state, known, Optional.empty());
      assertThat(read(serde, stored(type, States.write(first), earlier.get(0), 1)))
          .isEqualTo(first);
      assertThat(read(serde, stored(type, States.write(second), earlier.get(1), 2)))
          .isEqualTo(second);
      byte[] present = serde.serializer().serialize("lead-states", state);
      assertThat(present[0]).isEqualTo((byte) 3);
      assertThat(read(serde, present)).isEqualTo(state);
    }
  }

  private static LeadState unnumbered(
      LeadState state, Standing standing, Optional<Erasure> erasure) {
    return new LeadState(
        state.lead(),
        state.quality(),
        standing,
        state.homeGroup(),
        state.receivedAt(),
        state.touchedAt(),
        state.recentEvents(),
        state.engagement(),
        state.earlyOutcomes(),
        0,
        erasure.map(asked -> new Erasure(asked.at(), asked.until(), 0)));
  }

  private static OpenLead unnumbered(OpenLead lead) {
    io.leadrouter.event.OpenLead stored = States.write(lead);
    stored.put("version", 0L);
    stored.put("opened", 0L);
    return States.read(stored);
  }

  private static ScoredLead withoutEstimate(ScoredLead lead) {
    Score score = lead.score();
    return new ScoredLead(
        lead.lead(),
        lead.account(),
        lead.quality(),
        new Score(
            score.total(),
            score.fit(),
            score.engagement(),
            score.grade(),
            score.band(),
            score.reasons()),
        lead.policyVersion(),
        lead.scoredAt());
  }

  private static Holding asOfTheFourth(Holding holding) {
    return new Holding(
        holding.repId(),
        holding.pool(),
        holding.units(),
        holding.policyVersion(),
        holding.score(),
        Optional.empty(),
        holding.assignedAt(),
        holding.acceptedAt(),
        holding.firstTouchAt(),
        holding.charge(),
        holding.deliveredAt(),
        holding.acceptBy(),
        holding.touchBy(),
        holding.byHand());
  }

  private static Holding asOfTheThird(Holding holding) {
    return new Holding(
        holding.repId(),
        holding.pool(),
        holding.units(),
        holding.policyVersion(),
        holding.score(),
        holding.estimate(),
        holding.assignedAt(),
        holding.acceptedAt(),
        holding.firstTouchAt(),
        holding.charge(),
        Optional.empty(),
        holding.acceptBy().map(StateStoresTest::asOfTheThird),
        holding.touchBy().map(StateStoresTest::asOfTheThird),
        holding.byHand());
  }

  private static Deadline asOfTheThird(Deadline term) {
    return new Deadline(
        term.by(), term.within(), term.clock(), term.delivered(), false, term.warning());
  }

  private static Holding asOfTheSecond(Holding holding) {
    return new Holding(
        holding.repId(),
        holding.pool(),
        holding.units(),
        holding.policyVersion(),
        holding.score(),
        holding.estimate(),
        holding.assignedAt(),
        holding.acceptedAt(),
        holding.firstTouchAt(),
        Charge.NONE,
        holding.deliveredAt(),
        holding.acceptBy().map(Deadline::warned),
        Optional.empty(),
        false);
  }

  private static <T> T read(Serde<T> serde, byte[] stored) {
    return serde.deserializer().deserialize("a store", stored);
  }

  private static byte[] stored(OpenLead lead, Schema schema, int version) throws Exception {
    return stored(io.leadrouter.event.OpenLead.class, States.write(lead), schema, version);
  }

  private static <A extends SpecificRecord> byte[] stored(
      Class<A> type, A record, Schema schema, int version) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(version);
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    SpecificDatumWriter<A> present = new SpecificDatumWriter<>(type);
    new SpecificDatumWriter<A>(schema, present.getSpecificData()).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
