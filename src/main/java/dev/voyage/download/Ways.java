package dev.voyage.download;

import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.util.Set;

/**
 * The ways of one file, one after the other until one works. The last is tried with patience; an
 * earlier one only goes on while it gets ahead, for there is another.
 */
final class Ways {

    /** No other way would change these. */
    private static final Set<Kind> OURS = Set.of(Kind.STORAGE, Kind.UNSAFE_NAME);

    private final Http http;
    private final Clock clock;
    private final Patience patience;
    private final Notices notices;
    private final long headway;
    private final Shares shares;

    Ways(Http http, Clock clock, Patience patience, Notices notices, long headway, Shares shares) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
        this.notices = notices;
        this.headway = headway;
        this.shares = shares;
    }

    Multi<Transfer> of(Delivery delivery) {
        return delivery.known().onItem().transformToMulti(known -> known.flatMap(
                        here -> delivery.unchanged(here).map(way -> delivery.unchanged(here, way)))
                .orElseGet(() -> from(delivery, 0)));
    }

    private Multi<Transfer> from(Delivery delivery, int index) {
        Way way = delivery.download.ways().get(index);
        boolean last = index == delivery.download.ways().size() - 1;
        Multi<Transfer> tries = new Tries(patience, notices, headway, last).of(delivery, attempt(delivery, way));
        return last
                ? tries
                : tries.onFailure(Ways::isOfTheWay)
                        .recoverWithMulti(failure -> otherwise(delivery, index, (Problem) failure));
    }

    private Multi<Transfer> otherwise(Delivery delivery, int index, Problem problem) {
        delivery.detour(delivery.download.ways().get(index), problem.detail());
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new Transfer.Retrying(problem, index + 1)),
                        Multi.createFrom().deferred(() -> from(delivery, index + 1)));
    }

    private Attempt attempt(Delivery delivery, Way way) {
        return way instanceof Way.Mounted mounted
                ? new Copying(delivery, mounted, shares)
                : new Fetch(http, clock, delivery, way, notices);
    }

    private static boolean isOfTheWay(Throwable failure) {
        return failure instanceof Problem problem && !OURS.contains(problem.kind());
    }
}
