package dev.voyage.datalink.rule;

import java.util.List;

/**
 * The links of one observation.
 *
 * @param gaps the reasons why there may be more, as sentences
 */
public record LinkSet(List<Link> links, List<String> gaps) {

    public LinkSet {
        links = List.copyOf(links);
        gaps = List.copyOf(gaps);
    }

    public static LinkSet of(List<Link> links) {
        return new LinkSet(links, List.of());
    }
}
