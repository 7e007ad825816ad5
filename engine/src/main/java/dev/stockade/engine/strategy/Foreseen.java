package dev.stockade.engine.strategy;

import dev.stockade.core.CollectionId;
import dev.stockade.core.Ruling;
import dev.stockade.core.View;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What several readings come to for a pass, and what is ruled on it so far. A collection that
/// somebody else has moved between two of them is not known: it is read anew. Confined to one
/// thread at a time.
final class Foreseen {
  private final Function<Pass, ViewsAhead> goingOn;
  private final Map<CollectionId, Draft> drafts = new HashMap<>();
  private final Set<CollectionId> moved = new HashSet<>();

  /// @param goingOn gives what reads for those after the pass, see [#beyond]
  Foreseen(Function<Pass, ViewsAhead> goingOn) {
    this.goingOn = goingOn;
  }

  /// What reads for others while the pass is written that this has become.
  ViewsAhead beyond(Pass pass) {
    return goingOn.apply(pass);
  }

  void add(View view, List<PendingCommand> commands) {
    CollectionId id = view.state().id();
    Draft draft = drafts.get(id);
    if (draft == null) {
      drafts.put(id, new Draft(view, commands));
    } else if (draft.isAt(view.state().version())) {
      draft.goOn(view, commands);
    } else {
      moved.add(id);
    }
  }

  /// The views with all that these commands name; of the other collections there is none.
  Map<CollectionId, View> views(List<PendingCommand> batch) {
    drafts.keySet().removeAll(moved);
    var views = new HashMap<CollectionId, View>();
    PendingCommand.byCollection(batch)
        .forEach(
            (id, waiting) -> {
              Draft draft = drafts.get(id);
              if (draft != null && draft.covers(waiting)) {
                views.put(id, draft.view());
              }
            });
    return views;
  }

  /// What is ruled already, where that holds for these commands on this view.
  Optional<Ruling> ruling(View view, List<PendingCommand> waiting) {
    return Optional.ofNullable(drafts.get(view.state().id()))
        .flatMap(draft -> draft.on(view, waiting));
  }
}
