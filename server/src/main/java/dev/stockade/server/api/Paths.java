package dev.stockade.server.api;

import dev.stockade.core.BidId;
import dev.stockade.core.CollectionId;

/// Where things are.
final class Paths {
  static final String TENANT_EVENTS = "/v1/events";
  static final String PROBLEMS = "/problems";
  static final String PROBLEM = PROBLEMS + "/{problem}";
  static final String OPERATIONS = "/v1/operations";
  static final String OPERATION = OPERATIONS + "/{operation}";
  static final String COLLECTIONS = "/v1/collections";
  static final String COLLECTION = COLLECTIONS + "/{collection}";
  static final String CLOSURE = COLLECTION + "/closure";
  static final String RESTOCKS = COLLECTION + "/restocks";
  static final String STRATEGY = COLLECTION + "/strategy";
  static final String RATE_LIMIT = COLLECTION + "/rate-limit";
  static final String EVENTS = COLLECTION + "/events";
  static final String BIDS = COLLECTION + "/bids";
  static final String BID = BIDS + "/{bid}";
  static final String ACCEPTANCES_BATCH = COLLECTION + "/acceptances:batch";
  static final String ACCEPTANCES_BEST = COLLECTION + "/acceptances:best";
  static final String ACCEPTANCE = BID + "/acceptance";
  static final String REJECTION = BID + "/rejection";

  private Paths() {}

  static String of(CollectionId id) {
    return COLLECTIONS + "/" + id.value();
  }

  static String of(CollectionId collection, BidId bid) {
    return of(collection) + "/bids/" + bid;
  }
}
