package dev.voyage.search.resume;

import dev.voyage.datalink.rule.DirectoryRule;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.upstream.uri.Urls;
import java.util.Arrays;
import java.util.List;

/** The links of an observation that are followed, according to its {@code observation.linked} event. */
final class LinkReplay {

    private LinkReplay() {}

    static List<LinkResult.Directory> directories(ObservationEvent.Linked event) {
        return event.directories().stream().map(LinkReplay::directory).toList();
    }

    /** The links to files that are fetched. */
    static List<LinkResult.Other> files(ObservationEvent.Linked event) {
        return event.others().stream()
                .filter(OtherLink::isFetched)
                .map(LinkReplay::file)
                .toList();
    }

    private static LinkResult.Directory directory(DirectoryLink link) {
        return new LinkResult.Directory(Urls.parse(link.url()), rule(link.rule()), link.bytes(), link.cloudAccess());
    }

    private static LinkResult.Other file(OtherLink link) {
        return new LinkResult.Other(
                link.url(),
                orEmpty(link.semantics()),
                orEmpty(link.contentType()),
                orEmpty(link.description()),
                link.bytes(),
                link.cloudAccess(),
                "",
                "",
                true);
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static DirectoryRule rule(String word) {
        return Arrays.stream(DirectoryRule.values())
                .filter(rule -> rule.word().equals(word))
                .findFirst()
                .orElse(DirectoryRule.CONTENT_TYPE);
    }
}
