package dev.stockade.lab.campaign.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stockade.lab.Mistake;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class ScheduleTest {
  private static final Schedule.Size SIZE = new Schedule.Size(8, 8, 5);

  @Test
  void a_seed_gives_the_same_schedule_again_and_another_seed_another() {
    assertThat(Schedule.of(7, Fault.all(), 2, SIZE))
        .isEqualTo(Schedule.of(7, Fault.all(), 2, SIZE))
        .isNotEqualTo(Schedule.of(8, Fault.all(), 2, SIZE));
  }

  @Test
  void every_fault_is_on_its_track_and_comes_as_often_as_the_others() {
    Schedule schedule = Schedule.of(7, Fault.all(), 2, SIZE);

    assertThat(schedule.machines()).noneMatch(strike -> strike.fault().needsMore());
    assertThat(schedule.lines()).allMatch(strike -> strike.fault().needsMore());
    assertThat(schedule.queue().stream().map(Strike::fault).collect(Collectors.toSet()))
        .hasSize(SIZE.queue());
    assertThat(schedule.machines().stream().map(Strike::fault).collect(Collectors.toSet()))
        .hasSize(SIZE.machines());
    assertThat(schedule.lines().stream().map(Strike::fault).collect(Collectors.toSet()))
        .hasSize(SIZE.lines());
  }

  @Test
  void only_the_faults_that_were_named_are_committed() {
    Schedule schedule = Schedule.of(7, List.of(Fault.KILL_SERVE), 1, SIZE);

    assertThat(schedule.lines()).isEmpty();
    assertThat(schedule.machines())
        .hasSize(SIZE.machines())
        .allMatch(strike -> strike.fault() == Fault.KILL_SERVE && strike.server() == 1);
  }

  @Test
  void strikes_hit_servers_that_there_are_and_no_time_is_negative() {
    LongStream.range(0, 100)
        .mapToObj(seed -> Schedule.of(seed, Fault.all(), 2, SIZE))
        .flatMap(schedule -> schedule.machines().stream())
        .forEach(
            strike -> {
              assertThat(strike.server()).isBetween(1, 2);
              assertThat(strike.after()).isPositive();
              assertThat(strike.lasts().isNegative()).isFalse();
            });
  }

  @Test
  void an_unknown_fault_is_refused_with_those_that_there_are() {
    assertThat(Fault.named("kill-serve")).isEqualTo(Fault.KILL_SERVE);
    assertThatThrownBy(() -> Fault.named("kill-servers"))
        .isInstanceOf(Mistake.class)
        .hasMessageStartingWith("unknown fault 'kill-servers': there are kill-serve,");
  }
}
