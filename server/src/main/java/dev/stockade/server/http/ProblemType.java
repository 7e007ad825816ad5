package dev.stockade.server.http;

import java.util.Locale;

/// The kinds of problem that a client can be told (RFC 9457). Their types are stable: a client may
/// decide by them what to do next.
public enum ProblemType {
  /// The request is not HTTP/1.1 as it should be. Nothing of it was looked at.
  MALFORMED_REQUEST(400, "Malformed request"),
  /// The body is not JSON in UTF-8, or not one object, or names a field twice.
  MALFORMED_JSON(400, "Malformed JSON"),
  /// A field of the body is missing, unknown, or has a value that cannot be meant.
  INVALID_FIELD(400, "Invalid field"),
  /// A parameter of the query is unknown, repeated, or has a value that cannot be meant.
  INVALID_PARAMETER(400, "Invalid parameter"),
  /// A header field has a value that cannot be meant, or stands there twice.
  INVALID_HEADER(400, "Invalid header"),
  /// An id in the path is no UUID.
  INVALID_ID(400, "Invalid id"),
  /// There is nothing at this path.
  UNKNOWN_PATH(404, "Unknown path"),
  UNKNOWN_COLLECTION(404, "Unknown collection"),
  /// No bid of this id was placed on this collection.
  UNKNOWN_BID(404, "Unknown bid"),
  /// The bid has not been accepted.
  UNKNOWN_ACCEPTANCE(404, "Unknown acceptance"),
  /// No operation of this id is known: it is of another node, or forgotten.
  UNKNOWN_OPERATION(404, "Unknown operation"),
  /// The path is right, the method is not; `Allow` lists those that are.
  METHOD_NOT_ALLOWED(405, "Method not allowed"),
  /// The client accepts nothing that is offered here: JSON, in most places.
  NOT_ACCEPTABLE(406, "Not acceptable"),
  /// The request took too long to arrive. Nothing of it was done.
  REQUEST_TIMEOUT(408, "Request timeout"),
  /// The id means something else: another bid, another supply, another quantity.
  ID_IN_USE(409, "Id in use"),
  /// The bidder took the bid back.
  BID_WITHDRAWN(409, "Bid withdrawn"),
  /// The seller declined the bid.
  BID_REJECTED(409, "Bid rejected"),
  /// The bid was accepted, so it can be neither withdrawn nor rejected.
  BID_ACCEPTED(409, "Bid accepted"),
  /// The bid's acceptance was released: it is finished.
  BID_RELEASED(409, "Bid released"),
  /// The bid is open: there is no acceptance to release.
  NOT_ACCEPTED(409, "Not accepted"),
  /// The collection accepts nothing any more, for good.
  CLOSED(409, "Collection closed"),
  /// No unit is left. That can change: units come back by a release or a restock.
  SOLD_OUT(409, "Sold out"),
  /// Fewer units are left than the bid asks for. That can change.
  NOT_ENOUGH_STOCK(409, "Not enough stock"),
  /// The collection would have more units than a collection can have.
  SUPPLY_EXCEEDED(409, "Supply exceeded"),
  /// Not all of the bids could be accepted, so none was; `refused` tells which and why.
  NONE_ACCEPTED(409, "None accepted"),
  /// The collection is not what `If-Match` says; `version` says at which it is.
  VERSION_MOVED(412, "Version moved"),
  BODY_TOO_LARGE(413, "Body too large"),
  URI_TOO_LONG(414, "URI too long"),
  /// The body is not declared as `application/json`.
  UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
  /// The `Idempotency-Key` was used for a request with another body.
  IDEMPOTENCY_KEY_REUSED(422, "Idempotency key reused"),
  /// The server wants to know what an edit has seen: `If-Match` is missing.
  VERSION_REQUIRED(428, "Version required"),
  /// The collection's rate is used up. Ask again after `Retry-After`.
  RATE_LIMITED(429, "Rate limited"),
  HEADERS_TOO_LARGE(431, "Headers too large"),
  /// A defect of the server.
  INTERNAL_ERROR(500, "Internal error"),
  NOT_IMPLEMENTED(501, "Not implemented"),
  /// Others were faster in every attempt. Nothing was written; ask again after `Retry-After`.
  CONFLICT(503, "Conflict"),
  /// There is no room or no time, or the database is away. Nothing was written; ask again after
  /// `Retry-After`.
  BUSY(503, "Busy"),
  /// The database cannot be used. Nothing was decided; ask again after `Retry-After`.
  DATABASE_UNAVAILABLE(503, "Database unavailable"),
  /// The write was sent and its reply was lost: it may have happened, or may yet. Ask again with
  /// the same id; the answer will be right. Looking whether it is there proves nothing.
  IN_DOUBT(504, "In doubt"),
  HTTP_VERSION_NOT_SUPPORTED(505, "HTTP version not supported");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  /// Its stable URI, relative to the server.
  public String uri() {
    return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
