package dev.voyage.download;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** One transfer to a place at a time in this process; the next one gets to know how it went. */
final class Turns {

    private final Map<Path, Turn> last = new ConcurrentHashMap<>();

    /** Behind all that were taken for this place before; must be ended. */
    Turn take(Path place) {
        var turn = new Turn(place);
        turn.before = Optional.ofNullable(last.put(place, turn));
        return turn;
    }

    /** A place in the queue. */
    final class Turn {
        private final Path place;
        private final CompletableFuture<Optional<Transfer.Finished>> ended = new CompletableFuture<>();
        private Optional<Turn> before = Optional.empty();
        private volatile Transfer.Finished result;

        private Turn(Path place) {
            this.place = place;
        }

        /** When it is our turn: what the one before us brought, else what this brings. */
        Multi<Transfer> orElse(Supplier<Multi<Transfer>> fetch) {
            return before().onItem()
                    .transformToMulti(brought -> brought.isPresent()
                            ? Multi.createFrom().item(brought.get().again())
                            : fetch.get())
                    .onItem()
                    .invoke(this::remember);
        }

        private Uni<Optional<Transfer.Finished>> before() {
            return before.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : Uni.createFrom().completionStage(() -> before.get().ended.copy());
        }

        private void remember(Transfer step) {
            if (step instanceof Transfer.Finished finished) {
                result = finished;
            }
        }

        /** Whoever gives up while waiting still lets nobody pass the one before. */
        void end() {
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
