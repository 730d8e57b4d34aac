package dev.voyage.datalink;

import dev.voyage.http.Urls;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which of an observation's links are directories to download. The best {@link Rule} that any link
 * matches decides, and every link that matches it counts; of equal ones the first is kept, and
 * those inside another go.
 *
 * @param locked addresses that would count if we were allowed to read them
 */
record Directories(List<Linked.Directory> kept, List<Linked.Other> others, List<String> locked) {

    private static final Pattern MISSION_OBSERVATION = Pattern.compile("(?i).*#[^#/]*\\.obs");
    private static final Pattern BIBLIOGRAPHY = Pattern.compile("(?i).*[#.]bib(liography)?");
    private static final Pattern ENCRYPTED = Pattern.compile("(?i).*/encrypted/.*");

    private record Candidate(Link.Address link, URI url, Rule rule) {}

    static Directories among(List<Link> links) {
        List<Candidate> candidates = new ArrayList<>();
        List<String> locked = new ArrayList<>();
        for (Link link : links) {
            if (link instanceof Link.Address address) {
                candidate(address).ifPresent(found -> {
                    if (address.allowed() && !isEncrypted(found.url())) {
                        candidates.add(found);
                    } else {
                        locked.add(address.url());
                    }
                });
            }
        }
        List<Candidate> kept = outermost(best(candidates));
        return new Directories(
                kept.stream()
                        .map(c -> new Linked.Directory(
                                c.url(), c.rule(), c.link().bytes(), c.link().cloudAccess()))
                        .toList(),
                others(links, kept),
                locked);
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    private static Optional<Candidate> candidate(Link.Address link) {
        Optional<URI> parsed = parse(link.url());
        if (link.isDatalink()
                || BIBLIOGRAPHY.matcher(link.semantics()).matches()
                || parsed.isEmpty()
                || parsed.get().getRawQuery() != null
                || parsed.get().getRawPath().isEmpty()) {
            return Optional.empty();
        }
        URI url = parsed.get();
        boolean slash = url.getRawPath().endsWith("/");
        if (MediaType.isDirectory(link.contentType())) {
            return Optional.of(
                    slash
                            ? new Candidate(link, url, Rule.CONTENT_TYPE)
                            : new Candidate(link, URI.create(url + "/"), Rule.CONTENT_TYPE_NO_SLASH));
        }
        if (!slash || !url.getRawPath().contains("/FTP/")) {
            return Optional.empty();
        }
        boolean ofTheMission = MISSION_OBSERVATION.matcher(link.semantics()).matches();
        return Optional.of(new Candidate(link, url, ofTheMission ? Rule.ARCHIVE_PATH_OBS : Rule.ARCHIVE_PATH));
    }

    private static List<Candidate> best(List<Candidate> candidates) {
        for (List<Rule> rank : List.of(
                List.of(Rule.CONTENT_TYPE, Rule.CONTENT_TYPE_NO_SLASH),
                List.of(Rule.ARCHIVE_PATH_OBS),
                List.of(Rule.ARCHIVE_PATH))) {
            List<Candidate> matching =
                    candidates.stream().filter(c -> rank.contains(c.rule())).toList();
            if (!matching.isEmpty()) {
                return matching;
            }
        }
        return List.of();
    }

    private static List<Candidate> outermost(List<Candidate> candidates) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String place = place(candidate.url());
            boolean covered = kept.stream().anyMatch(k -> place.startsWith(place(k.url())));
            if (!covered) {
                kept.removeIf(k -> place(k.url()).startsWith(place));
                kept.add(candidate);
            }
        }
        return kept;
    }

    private static List<Linked.Other> others(List<Link> links, List<Candidate> kept) {
        List<Linked.Other> others = new ArrayList<>();
        for (Link link : links) {
            if (link instanceof Link.Service service) {
                others.add(service.other());
            } else if (link instanceof Link.Address address
                    && kept.stream().noneMatch(k -> k.link().equals(address))) {
                others.add(address.other());
            }
        }
        return others;
    }

    /** The address for comparing only: what is sent stays as the document gives it. */
    static String place(URI url) {
        URI plain = url.normalize();
        String scheme = plain.getScheme().toLowerCase(Locale.ROOT);
        String port = plain.getPort() < 0 || plain.getPort() == (scheme.equals("http") ? 80 : 443)
                ? ""
                : ":" + plain.getPort();
        String query = plain.getRawQuery() == null ? "" : "?" + plain.getRawQuery();
        return plain.getHost().toLowerCase(Locale.ROOT)
                + port
                + plain.getRawPath().replaceAll("/{2,}", "/")
                + query;
    }

    private static boolean isEncrypted(URI url) {
        return ENCRYPTED.matcher(url.getRawPath()).matches();
    }

    private static Optional<URI> parse(String url) {
        try {
            return Optional.of(Urls.parse(url));
        } catch (Problem notOne) {
            return Optional.empty(); // stays among the others, as written
        }
    }
}
