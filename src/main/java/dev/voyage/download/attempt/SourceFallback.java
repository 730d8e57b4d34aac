package dev.voyage.download.attempt;

import dev.voyage.download.source.FileSource;
import dev.voyage.download.source.TransferEvent;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.util.Set;

/**
 * The sources of one file, tried in order until one works. The last is retried patiently; an earlier one is retried only while it
 * makes progress, since another follows.
 */
public final class SourceFallback {

    /** No other source would change the outcome of these. */
    private static final Set<ProblemType> OURS = Set.of(ProblemType.STORAGE, ProblemType.UNSAFE_NAME);

    private final Http http;
    private final Clock clock;
    private final RetryPolicy patience;
    private final RequestContext notices;
    private final long headway;
    private final FileCloner shares;

    public SourceFallback(
            Http http, Clock clock, RetryPolicy patience, RequestContext notices, long headway, FileCloner shares) {
        this.http = http;
        this.clock = clock;
        this.patience = patience;
        this.notices = notices;
        this.headway = headway;
        this.shares = shares;
    }

    public Multi<TransferEvent> of(FileDownload delivery) {
        return delivery.known().onItem().transformToMulti(known -> known.flatMap(
                        here -> delivery.unchanged(here).map(way -> delivery.unchanged(here, way)))
                .orElseGet(() -> from(delivery, 0)));
    }

    private Multi<TransferEvent> from(FileDownload delivery, int index) {
        FileSource way = delivery.download.ways().get(index);
        boolean last = index == delivery.download.ways().size() - 1;
        Multi<TransferEvent> tries =
                new ResumingRetry(patience, notices, headway, last).of(delivery, attempt(delivery, way));
        return last
                ? tries
                : tries.onFailure(SourceFallback::isOfTheWay)
                        .recoverWithMulti(failure -> otherwise(delivery, index, (Problem) failure));
    }

    private Multi<TransferEvent> otherwise(FileDownload delivery, int index, Problem problem) {
        delivery.detour(delivery.download.ways().get(index), problem.detail());
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(new TransferEvent.Retrying(problem, index + 1)),
                        Multi.createFrom().deferred(() -> from(delivery, index + 1)));
    }

    private DownloadAttempt attempt(FileDownload delivery, FileSource way) {
        return way instanceof FileSource.Mounted mounted
                ? new MountCopy(delivery, mounted, shares)
                : new HttpFetch(http, clock, delivery, way, notices);
    }

    private static boolean isOfTheWay(Throwable failure) {
        return failure instanceof Problem problem && !OURS.contains(problem.kind());
    }
}
