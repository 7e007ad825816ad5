package dev.stockade.proof.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;

/// A statement that is on its way when its connection breaks: the client's side is reset, and the
/// server's side stays as it is, waiting for the statement, until it is released or dropped. Safe
/// for use by several threads.
public final class Hold implements Armed {

  private final Trigger trigger;
  private final LinkedBlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>();

  Hold(Trigger trigger) {
    this.trigger = trigger;
  }

  /// How many statements were held so far. One whose client noticed the reset is counted.
  public int count() {
    return trigger.count();
  }

  /// Returns when `times` statements were held.
  ///
  /// @throws IllegalStateException if they were not within `limit`
  public void await(int times, Duration limit) throws InterruptedException {
    trigger.await(times, limit);
  }

  /// It holds no more statements. Those that are held stay so.
  public void disarm() {
    trigger.disarm();
  }

  /// Delivers the statements that are held to the server, whose answers reach nobody.
  ///
  /// @return how many the server answered, by doing or refusing them; the sessions of the others
  ///   were gone
  /// @throws IllegalStateException if the server has not answered one of them within `limit`
  public int release(Duration limit) throws InterruptedException {
    int answered = 0;
    for (Parcel parcel : taken()) {
      answered += parcel.deliver(limit) ? 1 : 0;
    }
    return answered;
  }

  /// Closes the server's side of the statements that are held: they never arrive.
  public void drop() {
    taken().forEach(Parcel::drop);
  }

  void keep(Parcel parcel) {
    parcels.add(parcel);
    trigger.happened();
  }

  @Override
  public Trigger trigger() {
    return trigger;
  }

  private List<Parcel> taken() {
    List<Parcel> taken = new ArrayList<>();
    parcels.drainTo(taken);
    return taken;
  }
}
