package dev.voyage.votable;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.util.function.Function;

/**
 * Reads VOTables while they arrive.
 *
 * <p>VOTable 1.0 to 1.5 by local names, with or without a namespace; TABLEDATA, BINARY, BINARY2 and
 * FITS; gzip or not; any encoding. The result is the first table outside of RESOURCEs of type
 * {@code meta}; a later one is said to be skipped, but fails the reading when it alone stands in a
 * RESOURCE of type {@code results}. A missing cell is null, as is an empty text and an array of no
 * values; a text longer than its arraysize is kept whole.
 *
 * @see <a href="https://www.ivoa.net/documents/VOTable/">VOTable 1.5</a>
 */
public final class VotableReader {

    private final VotableLimits limits;

    public VotableReader(VotableLimits limits) {
        this.limits = limits;
    }

    /** As {@link #read(Multi, Function)}, for documents that must hold their rows themselves. */
    public Multi<VotableEvent> read(Multi<ByteBuffer> body) {
        return read(body, href -> Multi.createFrom()
                .failure(() -> Problem.of(
                        Kind.EGRESS_REFUSED,
                        "The rows are not in the VOTable but at " + Quoted.of(href) + ", which is not followed")));
    }

    /**
     * What the document says, in its order: TableStart once, then each row of the table as a
     * RowRead or RowRefused, then TableEnd; status and descriptors where they stand. Completes at
     * the end of the document, on the thread that brought the last bytes or asked for more.
     *
     * <p>Asks upstream for one buffer at a time, and makes rows of it one by one as they are asked
     * for. Cancelling cancels upstream. Each subscription reads anew.
     *
     * @param body the document, cut in any way
     * @param href fetches the address of a STREAM, as written in the document; fails with a Problem
     * @return fails with {@code REFUSED} and the service's words where it says that there was an
     *     error, with {@code MALFORMED} where the document breaks its grammar or ends too early, is
     *     no VOTable, or has no table; with {@code CORRUPT} where gzip is broken; with {@code
     *     TOO_LARGE} beyond the limits
     */
    public Multi<VotableEvent> read(Multi<ByteBuffer> body, Function<String, Multi<ByteBuffer>> href) {
        return Multi.createFrom().deferred(() -> {
            var reading = new Reading(limits);
            return Multi.createBy()
                    .concatenating()
                    .streams(rows(body, href, reading), last(href, reading))
                    .onTermination()
                    .invoke(reading::close);
        });
    }

    private static Multi<VotableEvent> rows(
            Multi<ByteBuffer> body, Function<String, Multi<ByteBuffer>> href, Reading reading) {
        return body.onItem().transformToMultiAndConcatenate(buffer -> {
            reading.feed(buffer);
            return events(href, reading);
        });
    }

    private static Multi<VotableEvent> last(Function<String, Multi<ByteBuffer>> href, Reading reading) {
        return Multi.createFrom().deferred(() -> {
            reading.end();
            return events(href, reading);
        });
    }

    /** The events of what was fed; a stream that they point to comes in between. */
    private static Multi<VotableEvent> events(Function<String, Multi<ByteBuffer>> href, Reading reading) {
        Multi<VotableEvent> here = Multi.createFrom().iterable(reading::events);
        Multi<VotableEvent> elsewhere = Multi.createFrom()
                .deferred(() -> reading.wanted() == null ? Multi.createFrom().empty() : followed(href, reading));
        return Multi.createBy().concatenating().streams(here, elsewhere);
    }

    private static Multi<VotableEvent> followed(Function<String, Multi<ByteBuffer>> href, Reading reading) {
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
