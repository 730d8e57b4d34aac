package dev.voyage.datalink.lookup;

import dev.voyage.datalink.document.LinkSubject;
import dev.voyage.datalink.rule.DirectoryLinks;
import dev.voyage.datalink.rule.FileLinks;
import dev.voyage.datalink.rule.Link;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.datalink.rule.LinkSet;
import dev.voyage.datalink.rule.LinkTerms;
import dev.voyage.problem.Problem;
import dev.voyage.upstream.UpstreamRequest;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows links to further {links} documents when a level has no directory itself: if it has one, the nested documents
 * list parts of it (as HEASARC's do), and a request for each would be wasted. If a level has files to fetch, only
 * documents that may contain more of them are followed: not those of a progenitor, unless that is wanted. Each address
 * once, up to three levels deep, up to sixteen documents for an observation.
 */
final class NestedLinks {

    private static final int DEEPEST = 3;
    private static final int MOST = 16;

    private final LinksRequests documents;
    private final LinkSubject questioned;
    private final LinkChoice choice;
    private final Set<String> visited = new HashSet<>();
    private final List<Link> links = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private Problem firstProblem;

    /** A link to a document, with the semantics of its content for the observation. */
    private record Step(URI url, String semantics, boolean relevant) {}

    private NestedLinks(LinksRequests documents, LinkSubject questioned, LinkChoice choice) {
        this.documents = documents;
        this.questioned = questioned;
        this.choice = choice;
    }

    /**
     * The links and those of their nested documents, with the gaps among them. Fails with the first {@code Problem} of
     * a nested document when nothing to fetch was found in any other.
     *
     * @param from the origin of the links, which is not requested again
     */
    static Uni<LinkSet> follow(
            LinksRequests documents, LinkSubject questioned, LinkChoice choice, URI from, List<Link> links) {
        var nested = new NestedLinks(documents, questioned, choice);
        nested.visited.add(DirectoryLinks.place(from));
        return nested.level(links, 0).map(end -> nested.found());
    }

    private Uni<Void> level(List<Link> level, int depth) {
        links.addAll(level);
        if (!DirectoryLinks.among(level).isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (Step next : next(level, depth)) {
            UpstreamRequest ask = UpstreamRequest.get(next.url());
            chain = chain.chain(() -> documents.all(ask, questioned))
                    .chain(found -> level(meant(found, next.semantics()), depth + 1))
                    .onFailure(Problem.class)
                    .recoverWithUni(failure -> {
                        documents.degraded(ask, "nested links cannot be had: " + failure.detail());
                        firstProblem = firstProblem == null ? failure : firstProblem;
                        if (next.relevant()) {
                            gaps.add("a document of its links cannot be had: " + failure.detail());
                        }
                        return Uni.createFrom().voidItem();
                    });
        }
        return chain;
    }

    private List<Step> next(List<Link> level, int depth) {
        boolean satisfied = !FileLinks.among(level, choice).isEmpty();
        List<Step> next = new ArrayList<>();
        for (Link link : level) {
            if (link instanceof Link.Address address && address.isDatalink() && address.allowed()) {
                String term = LinkTerms.of(address.semantics());
                boolean relevant = term.equals(LinkTerms.THIS) || !LinkTerms.isCore(term) || choice.wants(term);
                Optional<URI> url = DirectoryLinks.parse(address.url())
                        .filter(it -> relevant || !satisfied)
                        .filter(it -> !visited.contains(DirectoryLinks.place(it)));
                if (url.isPresent() && (depth == DEEPEST || visited.size() > MOST)) {
                    if (relevant) {
                        gaps.add("there are more documents of its links than are followed");
                    }
                } else if (url.isPresent()) {
                    visited.add(DirectoryLinks.place(url.get()));
                    next.add(new Step(url.get(), address.semantics(), relevant));
                }
            }
        }
        return next;
    }

    /** The {@code #this} of a nested document has, for the observation, the semantics of the link to that document. */
    private static List<Link> meant(List<Link> links, String semantics) {
        String term = LinkTerms.of(semantics);
        if (!LinkTerms.isCore(term) || term.equals(LinkTerms.THIS)) {
            return links;
        }
        return links.stream()
                .map(link -> link instanceof Link.Address address
                                && LinkTerms.of(address.semantics()).equals(LinkTerms.THIS)
                                && !DirectoryLinks.isOne(address)
                        ? address.being(semantics)
                        : link)
                .toList();
    }

    private LinkSet found() {
        if (firstProblem != null
                && DirectoryLinks.among(links).isEmpty()
                && FileLinks.among(links, choice).isEmpty()) {
            throw firstProblem;
        }
        return new LinkSet(links, gaps);
    }
}
