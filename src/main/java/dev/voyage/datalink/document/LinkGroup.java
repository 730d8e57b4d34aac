package dev.voyage.datalink.document;

import dev.voyage.datalink.rule.DirectoryLinks;
import dev.voyage.datalink.rule.FileLinks;
import dev.voyage.datalink.rule.Link;
import dev.voyage.datalink.rule.LinkChoice;
import java.util.List;

/** The links of one id. */
public record LinkGroup(String id, List<Link> links) {

    /** Whether there is nothing to download now, but a later request may succeed. */
    public boolean isTransient(LinkChoice choice) {
        return DirectoryLinks.among(links).isEmpty()
                && FileLinks.among(links, choice).isEmpty()
                && links.stream().anyMatch(l -> l instanceof Link.Fault f && f.isTransient());
    }

    /** Its first fault, in the service's words. */
    public String message() {
        return links.stream()
                .filter(Link.Fault.class::isInstance)
                .map(link -> ((Link.Fault) link).message())
                .findFirst()
                .orElse("");
    }
}
