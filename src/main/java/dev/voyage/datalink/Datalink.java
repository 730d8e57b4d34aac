package dev.voyage.datalink;

import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import dev.voyage.votable.Columns;
import dev.voyage.votable.Row;
import dev.voyage.votable.VotableReader;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks DataLink services for the links of observations. */
public final class Datalink {

    private final Http http;
    private final Patience patience;
    private final VotableReader reader;
    private final Clock clock;
    private final int atOnce;

    /**
     * @param clock what decides whether a public date is in the future
     * @param lookups questions under way at once in one call
     */
    public Datalink(Http http, Patience patience, VotableReader reader, Clock clock, int lookups) {
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
     * Exactly one {@code Linked} for every observation asked for, as soon as it is known, in any
     * order; then it ends. Never fails with a {@code Problem}: what goes wrong is a {@code Failed}
     * of the observations concerned.
     *
     * <p>Ids go to the service many at a time by POST, few at first and more while that goes well;
     * when it takes no POST, one by one by GET. Ids that an answer leaves out without saying
     * OVERFLOW are asked for once more, because some services cut silently; left out again, they
     * have no links. Lookups do not wait for demand; what is not taken yet is kept, at most one
     * item for each observation. DataLink documents among the links are followed when there is no
     * directory beside them.
     *
     * @param service empty where the table names none: then the rows' own {@code access_url} counts
     * @see <a href="https://www.ivoa.net/documents/DataLink/">DataLink 1.1, 2 and 3</a>
     */
    public Multi<Linked> links(Optional<LinkService> service, List<Asked> asked, Notices notices) {
        var documents = new Documents(http, patience, reader, notices);
        var verdict = new Verdict(clock);
        Map<String, List<Asked>> byId = new LinkedHashMap<>();
        List<Asked> byThemselves = new ArrayList<>();
        for (Asked one : asked) {
            service.flatMap(s -> s.idOf(one.row()))
                    .ifPresentOrElse(
                            id -> byId.computeIfAbsent(id, i -> new ArrayList<>())
                                    .add(one),
                            () -> byThemselves.add(one));
        }
        Multi<Linked> own = Multi.createFrom()
                .iterable(byThemselves)
                .onItem()
                .transformToUni(one -> own(one, service, documents, verdict))
                .merge(atOnce);
        Multi<Linked> all = byId.isEmpty()
                ? own
                : Multi.createBy()
                        .concatenating()
                        .streams(new Lookups(service.orElseThrow(), documents, verdict, byId).all(atOnce), own);
        // An answer that nobody reads on holds a permit of its host, for which what is done with
        // the links may be waiting: so answers are read whatever the demand.
        return all.onOverflow().buffer(Math.max(1, asked.size()));
    }

    private static Uni<Linked> own(Asked asked, Optional<LinkService> service, Documents documents, Verdict verdict) {
        Optional<Link.Address> address = ownLink(asked.row());
        if (address.isEmpty()) {
            String why = service.map(s -> "its row has no " + s.columnName() + " to ask for links with")
                    .orElse("neither the table nor its row says where links are");
            return Uni.createFrom().item(verdict.on(asked, List.of(new Link.Broken(why))));
        }
        return Uni.createFrom()
                .deferred(() -> behind(address.get(), asked.observation(), documents))
                .map(links -> verdict.on(asked, links))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> new Linked.Failed(asked.observation(), failure));
    }

    /** The link itself, or the links of the document that it leads to. */
    private static Uni<List<Link>> behind(Link.Address address, String observation, Documents documents) {
        if (!address.isDatalink()) {
            return Uni.createFrom().item(List.of(address));
        }
        URI uri = Urls.parse(address.url());
        return documents
                .all(Ask.get(uri), observation)
                .chain(links -> Nested.follow(documents, observation, uri, links));
    }

    /** The row's own address and what it says of it (ObsCore 1.1, SIA 2). */
    private static Optional<Link.Address> ownLink(Row row) {
        Columns columns = row.columns();
        OptionalInt url = columns.named("access_url");
        OptionalInt at = url.isPresent() ? url : columns.withUcd("meta.ref.url");
        Optional<String> type = row.text("access_format").or(() -> row.text("content_type"));
        return at.isEmpty()
                ? Optional.empty()
                : row.text(at.getAsInt())
                        .map(text -> new Link.Address(text, "", type.orElse(""), "", null, null, true));
    }
}
