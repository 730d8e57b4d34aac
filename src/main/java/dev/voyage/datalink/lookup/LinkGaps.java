package dev.voyage.datalink.lookup;

import dev.voyage.datalink.document.LinksResponseReader;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The links that an answer lost after others of the same observation had been emitted. */
final class LinkGaps {

    private LinkGaps() {}

    /**
     * The gaps of an answer that was read to its end.
     *
     * @param byId the observations of an id
     */
    static List<LinkResult> of(PendingLinksRequest question, Map<String, List<LinkedRow>> byId) {
        LinksResponseReader answering = question.answering();
        String host = Urls.authority(question.ask().uri());
        List<LinkResult> gaps = new ArrayList<>();
        for (String id : answering.late()) {
            byId.get(id)
                    .forEach(
                            asked -> gaps.add(
                                    new LinkResult.Gap(
                                            asked.observation(),
                                            host,
                                            "links of " + QuotedText.of(asked.observation())
                                                    + " arrived after those of other observations, when its own had already been reported")));
        }
        boolean fails = question.batch().isOne() && !answering.absent().isEmpty(); // it is reported as a failure itself
        if (answering.refusedRows() > 0 && !fails) {
            gaps.add(new LinkResult.Gap(
                    null,
                    host,
                    answering.refusedRows() + " rows of links cannot be used: their observation is unknown"));
        }
        if (answering.isOverflow()
                && question.batch().isOne()
                && answering.absent().isEmpty()) {
            byId.get(question.batch().ids().get(0))
                    .forEach(asked -> gaps.add(new LinkResult.Gap(
                            asked.observation(),
                            host,
                            QuotedText.of(asked.observation()) + " has more links than the service sends (OVERFLOW)")));
        }
        return gaps;
    }
}
