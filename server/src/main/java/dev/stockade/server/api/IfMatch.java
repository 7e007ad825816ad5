package dev.stockade.server.api;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Decision;
import dev.stockade.core.Expected;
import dev.stockade.core.Outcome;
import dev.stockade.engine.Edits;
import dev.stockade.engine.Listing;
import dev.stockade.engine.Revision;
import dev.stockade.server.http.BadRequest;
import dev.stockade.server.http.EntityTag;
import dev.stockade.server.http.ProblemType;
import dev.stockade.server.http.Request;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `If-Match`: what a client has seen of the collection that it edits. The tag of a collection is
/// the version of its log and, once its rate limit was set, how often that was.
///
/// @param seen empty: whatever it is
record IfMatch(Optional<Revision> seen) {
  private static final String HEADER = "If-Match";
  private static final Pattern TAG =
      Pattern.compile("(0|[1-9][0-9]{0,17})(?:\\.([1-9][0-9]{0,17}))?");

  /// What no collection ever is: for tags that are no collection's.
  private static final Revision NEVER = new Revision(Long.MAX_VALUE, 0);

  /// @param required whether an edit must say what it has seen
  /// @throws BadRequest where it does not, or says what cannot be meant
  static IfMatch of(Request request, boolean required) {
    Optional<String> header = request.header(HEADER);
    if (header.isEmpty() && required) {
      throw BadRequest.of(
          ProblemType.VERSION_REQUIRED,
          "an edit must say by If-Match what it has seen: read the collection and send its ETag, or *");
    }
    if (header.isEmpty() || header.get().strip().equals("*")) {
      return new IfMatch(Optional.empty());
    }
    List<EntityTag> tags = EntityTag.list(HEADER, header.get());
    if (tags.size() > 1) {
      throw Request.invalidHeader(HEADER, "must be * or one entity tag");
    }
    return new IfMatch(Optional.of(revision(tags.getFirst())));
  }

  static EntityTag tag(Revision revision) {
    return EntityTag.of(
        revision.limited() == 0
            ? Long.toString(revision.version())
            : revision.version() + "." + revision.limited());
  }

  private static Revision revision(EntityTag tag) {
    Matcher parts = TAG.matcher(tag.value());
    if (tag.weak() || !parts.matches()) {
      return NEVER;
    }
    String limited = parts.group(2);
    return new Revision(
        Long.parseLong(parts.group(1)), limited == null ? 0 : Long.parseLong(limited));
  }

  /// What the rules compare.
  Expected expected() {
    return seen.<Expected>map(it -> new Expected.Version(it.version()))
        .orElseGet(Expected.Any::new);
  }

  /// An edit of the log. It is decided at the version that was seen, and the rate limit, which
  /// decides nothing, is what was seen when the edit begins.
  Outcome edit(Edits edits, CollectionId id, Edit edit) throws InterruptedException {
    if (seen.isPresent() && !seen.get().equals(NEVER)) {
      Optional<Listing> now = edits.read().collection(id);
      if (now.isPresent() && now.get().limited() != seen.get().limited()) {
        return new Decision.Moved(now.get().state().version());
      }
    }
    return edit.decide();
  }

  interface Edit {
    Outcome decide() throws InterruptedException;
  }
}
