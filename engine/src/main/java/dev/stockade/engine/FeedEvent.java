package dev.stockade.engine;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Event;

/// An event in the feed of a tenant.
///
/// @param position from 1, without a gap; unlike the sequence it counts the events of all
///   collections
public record FeedEvent(long position, CollectionId collection, Event event) {}
