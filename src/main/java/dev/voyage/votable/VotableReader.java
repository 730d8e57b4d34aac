package dev.voyage.votable;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.document.ReadingPipeline;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Reads VOTables while they arrive.
 *
 * <p>VOTable 1.0 to 1.5 by local names, with or without a namespace; TABLEDATA, BINARY, BINARY2 and FITS; with or
 * without gzip; any encoding. The result is the first table outside of RESOURCEs of type {@code meta}; a later table is
 * reported as skipped, but reading fails when only the later one is in a RESOURCE of type {@code results}. A missing
 * cell is null, as is an empty text and an array without values; a text longer than its arraysize is kept whole.
 *
 * @see <a href="https://www.ivoa.net/documents/VOTable/">VOTable 1.5</a>
 */
public final class VotableReader {

    private final VotableLimits limits;

    public VotableReader(VotableLimits limits) {
        this.limits = limits;
    }

    /** As {@link #read(Multi, Function)}, for documents that must contain their rows themselves. */
    public Multi<VotableEvent> read(Multi<ByteBuffer> body) {
        return read(body, href -> Multi.createFrom()
                .failure(() -> Problem.of(
                        ProblemType.EGRESS_REFUSED,
                        "The rows are not in the VOTable but at " + QuotedText.of(href) + ", which is not followed")));
    }

    /**
     * The events of the document, in its order: TableStart once, then each row of the table as a RowRead or RowRefused,
     * then TableEnd; status and descriptors at their place in the document. Completes at the end of the document, on
     * the thread that delivered the last bytes or requested more events.
     *
     * <p>Requests one buffer at a time from upstream, and makes rows of it one by one as they are requested. Cancelling
     * cancels upstream. Each subscription reads anew.
     *
     * @param body the document, cut in any way
     * @param href fetches the address of a STREAM, as written in the document; fails with a Problem
     * @return fails with {@code REFUSED} and the service's words when it reports an error, with {@code MALFORMED} when
     *     the document breaks its grammar or ends too early, is not a VOTable, or has no table; with {@code CORRUPT}
     *     when gzip is broken; with {@code TOO_LARGE} beyond the limits
     */
    public Multi<VotableEvent> read(Multi<ByteBuffer> body, Function<String, Multi<ByteBuffer>> href) {
        return Multi.createFrom().deferred(() -> {
            var reading = new ReadingPipeline(limits);
            return Multi.createBy()
                    .concatenating()
                    .streams(rows(body, href, reading), last(href, reading))
                    .onTermination()
                    .invoke(reading::close);
        });
    }

    private static Multi<VotableEvent> rows(
            Multi<ByteBuffer> body, Function<String, Multi<ByteBuffer>> href, ReadingPipeline reading) {
        return body.onItem().transformToMultiAndConcatenate(buffer -> {
            reading.feed(buffer);
            return events(href, reading);
        });
    }

    private static Multi<VotableEvent> last(Function<String, Multi<ByteBuffer>> href, ReadingPipeline reading) {
        return Multi.createFrom().deferred(() -> {
            reading.end();
            return events(href, reading);
        });
    }

    /** The events of the bytes fed so far; the content of a referenced STREAM is fetched in between. */
    private static Multi<VotableEvent> events(Function<String, Multi<ByteBuffer>> href, ReadingPipeline reading) {
        Multi<VotableEvent> here = Multi.createFrom().iterable(reading::events);
        Multi<VotableEvent> elsewhere = Multi.createFrom()
                .deferred(() -> reading.wanted() == null ? Multi.createFrom().empty() : followed(href, reading));
        return Multi.createBy().concatenating().streams(here, elsewhere);
    }

    private static Multi<VotableEvent> followed(Function<String, Multi<ByteBuffer>> href, ReadingPipeline reading) {
        Multi<VotableEvent> rows = href.apply(reading.wanted()).onItem().transformToMultiAndConcatenate(buffer -> {
            reading.feedFetched(buffer);
            return Multi.createFrom().iterable(reading::events);
        });
        Multi<VotableEvent> rest = Multi.createFrom().deferred(() -> {
            reading.endFetched();
            return events(href, reading);
        });
        return Multi.createBy().concatenating().streams(rows, rest);
    }
}
