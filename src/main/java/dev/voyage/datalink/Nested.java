package dev.voyage.datalink;

import dev.voyage.http.Ask;
import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows links that lead to further {links} documents, when a level has no directory by itself:
 * where it has one, the nested documents list parts of it (so do HEASARC's), and a request for each
 * would be for nothing. Each address once, three levels down, sixteen documents for an observation.
 */
final class Nested {

    private static final int DEEPEST = 3;
    private static final int MOST = 16;

    private final Documents documents;
    private final String observation;
    private final Set<String> visited = new HashSet<>();
    private final List<Link> links = new ArrayList<>();
    private Problem firstProblem;

    private Nested(Documents documents, String observation) {
        this.documents = documents;
        this.observation = observation;
    }

    /**
     * The links and those behind them. Fails with the first {@code Problem} of a nested document
     * when no directory was found in any other.
     *
     * @param from where the links came from, so that it is not asked again
     */
    static Uni<List<Link>> follow(Documents documents, String observation, URI from, List<Link> links) {
        var nested = new Nested(documents, observation);
        nested.visited.add(Directories.place(from));
        return nested.level(links, 0).map(end -> nested.found());
    }

    private Uni<Void> level(List<Link> level, int depth) {
        links.addAll(level);
        if (depth == DEEPEST || !Directories.among(level).isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Uni<Void> chain = Uni.createFrom().voidItem();
        for (URI next : unvisited(level)) {
            Ask ask = Ask.get(next);
            chain = chain.chain(() -> documents.all(ask, observation))
                    .chain(found -> level(found, depth + 1))
                    .onFailure(Problem.class)
                    .recoverWithUni(failure -> {
                        documents.degraded(ask, "nested links cannot be had: " + failure.detail());
                        firstProblem = firstProblem == null ? failure : firstProblem;
                        return Uni.createFrom().voidItem();
                    });
        }
        return chain;
    }

    private List<URI> unvisited(List<Link> level) {
        List<URI> next = new ArrayList<>();
        for (Link link : level) {
            if (link instanceof Link.Address address && address.isDatalink() && address.allowed()) {
                parse(address.url())
                        .filter(url -> visited.size() <= MOST)
                        .filter(url -> visited.add(Directories.place(url)))
                        .ifPresent(next::add);
            }
        }
        return next;
    }

    private List<Link> found() {
        if (firstProblem != null && Directories.among(links).isEmpty()) {
            throw firstProblem;
        }
        return links;
    }

    private static Optional<URI> parse(String url) {
        try {
            return Optional.of(Urls.parse(url));
        } catch (Problem notOne) {
            return Optional.empty(); // stays among the others, as written
        }
    }
}
