package dev.voyage.datalink;

import dev.voyage.datalink.document.IdMatcher;
import dev.voyage.datalink.document.LinkService;
import dev.voyage.datalink.lookup.LinkLookups;
import dev.voyage.datalink.lookup.LinksRequests;
import dev.voyage.datalink.lookup.OwnLinks;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkVerdict;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.RetryPolicy;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Queries DataLink services for the links of observations. */
public final class DatalinkClient {

    /** Maximum number of items for an observation: its own, and its gaps. */
    private static final int GAPS = 4;

    private final Http http;
    private final RetryPolicy patience;
    private final VotableReader reader;
    private final Clock clock;
    private final int atOnce;

    /**
     * @param clock decides whether a public date is in the future
     * @param lookups concurrent requests in one call
     */
    public DatalinkClient(Http http, RetryPolicy patience, VotableReader reader, Clock clock, int lookups) {
        if (lookups < 1) {
            throw new IllegalArgumentException("lookups must be at least 1: " + lookups);
        }
        this.http = http;
        this.patience = patience;
        this.reader = reader;
        this.clock = clock;
        this.atOnce = lookups;
    }

    /**
     * Exactly one {@code Found}, {@code Unavailable} or {@code Failed} for every observation in the request, as soon as
     * it is known, in any order, and a {@code Gap} for links lost besides; then it completes. Never fails with a {@code
     * Problem}: a failure is a {@code Failed} of the observations concerned.
     *
     * <p>Ids are sent to the service in batches by POST, small ones at first and larger ones while that succeeds; if it
     * does not accept POST, one by one by GET. Ids that an answer omits without OVERFLOW are requested once more,
     * because some services truncate silently; if omitted again, they have no links. Lookups do not wait for demand;
     * undelivered items are buffered, at most a few for each observation. DataLink documents among the links are
     * followed when there is no directory beside them.
     *
     * @param service empty if the table names none: then the rows' own {@code access_url} is used
     * @see <a href="https://www.ivoa.net/documents/DataLink/">DataLink 1.1, 2 and 3</a>
     */
    public Multi<LinkResult> links(Optional<LinkService> service, List<LinkedRow> asked, RequestContext notices) {
        return links(service, asked, LinkChoice.DEFAULT, Set.of(), notices);
    }

    /**
     * As above, with a choice of files.
     *
     * @param choice the links to files that are fetched
     * @param known ids that the search has requested elsewhere, or may have: rows about them do not answer for others
     */
    public Multi<LinkResult> links(
            Optional<LinkService> service,
            List<LinkedRow> asked,
            LinkChoice choice,
            Collection<String> known,
            RequestContext notices) {
        Multi<LinkResult> all = Multi.createFrom()
                .item(asked)
                .emitOn(Infrastructure.getDefaultWorkerPool()) // a hundred thousand rows are too many for an event loop
                .onItem()
                .transformToMultiAndConcatenate(rows -> results(service, rows, choice, known, notices));
        // An answer that is not read to its end holds a permit of its host, and the consumer of the links may be
        // waiting for one: so answers are read independently of demand.
        return all.onOverflow().buffer(Math.max(1, GAPS * asked.size()));
    }

    private Multi<LinkResult> results(
            Optional<LinkService> service,
            List<LinkedRow> asked,
            LinkChoice choice,
            Collection<String> known,
            RequestContext notices) {
        var documents = new LinksRequests(http, patience, reader, notices);
        var verdict = new LinkVerdict(clock, choice);
        Map<String, List<LinkedRow>> byId = new LinkedHashMap<>();
        List<LinkedRow> byThemselves = new ArrayList<>();
        for (LinkedRow one : asked) {
            service.flatMap(s -> s.idOf(one.row()))
                    .ifPresentOrElse(
                            id -> byId.computeIfAbsent(id, i -> new ArrayList<>())
                                    .add(one),
                            () -> byThemselves.add(one));
        }
        List<Multi<LinkResult>> parts = new ArrayList<>();
        if (!byId.isEmpty()) {
            List<String> ids = new ArrayList<>(known);
            ids.addAll(byId.keySet());
            parts.add(new LinkLookups(service.orElseThrow(), documents, verdict, byId, new IdMatcher(ids)).all(atOnce));
        }
        if (!byThemselves.isEmpty()) {
            var own = new OwnLinks(documents, verdict, byThemselves, known, service);
            parts.add(Multi.createFrom()
                    .iterable(byThemselves)
                    .onItem()
                    .transformToUni(own::of)
                    .merge(atOnce));
        }
        return parts.isEmpty()
                ? Multi.createFrom().empty()
                : Multi.createBy().concatenating().streams(parts);
    }
}
