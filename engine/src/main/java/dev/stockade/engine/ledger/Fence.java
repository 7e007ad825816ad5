package dev.stockade.engine.ledger;

/// The right of one worker to decide for a partition of a queue, until the next one takes it.
///
/// @param epoch the number that the worker made the partition's in the database
public record Fence(String queue, int partition, long epoch) {
  /// Another worker has taken the partition: nothing was written, and this one has to stop.
  public static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken(Fence fence) {
      super(
          "epoch %d of partition %d of queue %s is over"
              .formatted(fence.epoch(), fence.partition(), fence.queue()));
    }
  }
}
