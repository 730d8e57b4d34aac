package dev.voyage.search.stage;

import dev.voyage.cone.OutsideRows;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.UpstreamListener;

/** The anomalies in the rows of one response, for a notice at its end. Used by one thread at a time. */
final class OddRows {

    private long shared;
    private String firstShared;
    private long outside;

    void add(String observation, boolean hasSharedId, boolean isOutside) {
        shared += hasSharedId ? 1 : 0;
        firstShared = hasSharedId && firstShared == null ? observation : firstShared;
        outside += isOutside ? 1 : 0;
    }

    void report(OutsideRows policy, String host, UpstreamListener notices) {
        if (shared > 0) {
            notices.degraded(
                    host,
                    rows(shared) + " with the id of another row and other content; each is an observation of its own,"
                            + " the first is " + QuotedText.of(firstShared));
        }
        if (outside > 0) {
            notices.degraded(
                    host,
                    rows(outside) + " outside the radius: "
                            + (policy == OutsideRows.REJECT ? "not selected" : "selected where the condition holds")
                            + " (voyage.cone.outside)");
        }
    }

    private static String rows(long count) {
        return "the answer has " + (count == 1 ? "a row" : count + " rows");
    }
}
