package dev.voyage.download.attempt;

import dev.voyage.download.source.TransferEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Allows one transfer to a place at a time in this process; the next transfer gets the result of the one before. */
public final class FileTurns {

    private final Map<Path, Turn> last = new ConcurrentHashMap<>();

    /** Joins the queue behind all earlier transfers to this place; the turn must be ended. */
    public Turn take(Path place) {
        var turn = new Turn(place);
        turn.before = Optional.ofNullable(last.put(place, turn));
        return turn;
    }

    /** The only turn at this place; empty if a transfer to it runs or waits. The turn must be ended. */
    public Optional<Turn> takeFree(Path place) {
        var turn = new Turn(place);
        return last.putIfAbsent(place, turn) == null ? Optional.of(turn) : Optional.empty();
    }

    /** A place in the queue. */
    public final class Turn {
        private final Path place;
        private final CompletableFuture<Optional<TransferEvent.Finished>> ended = new CompletableFuture<>();
        private Optional<Turn> before = Optional.empty();
        private volatile TransferEvent.Finished result;

        private Turn(Path place) {
            this.place = place;
        }

        /** Waits for its turn, then emits the result of the transfer before, or, if that has none, the events of this fetch. */
        public Multi<TransferEvent> orElse(Supplier<Multi<TransferEvent>> fetch) {
            return before().onItem()
                    .transformToMulti(brought -> brought.isPresent()
                            ? Multi.createFrom().item(brought.get().again())
                            : fetch.get())
                    .onItem()
                    .invoke(this::remember);
        }

        private Uni<Optional<TransferEvent.Finished>> before() {
            return before.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : Uni.createFrom().completionStage(() -> before.get().ended.copy());
        }

        private void remember(TransferEvent step) {
            if (step instanceof TransferEvent.Finished finished) {
                result = finished;
            }
        }

        /** A transfer that gives up while waiting still does not let the next one start before the previous one has ended. */
        public void end() {
            if (before.isEmpty()) {
                pass();
            } else {
                var unused = before.get().ended.thenRun(this::pass);
            }
        }

        private void pass() {
            last.remove(place, this);
            before = Optional.empty();
            ended.complete(Optional.ofNullable(result));
        }
    }
}
