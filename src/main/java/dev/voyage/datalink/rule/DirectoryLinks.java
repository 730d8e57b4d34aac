package dev.voyage.datalink.rule;

import dev.voyage.problem.Problem;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The directories to download among an observation's links. The best {@link DirectoryRule} that any link matches
 * decides, and every link that matches it counts; of equal ones the first is kept, and those inside another are
 * dropped.
 *
 * @param locked addresses that would count if they could be read without authorization
 */
public record DirectoryLinks(List<LinkResult.Directory> kept, List<LinkResult.Other> others, List<String> locked) {

    private static final Pattern MISSION_OBSERVATION = Pattern.compile("(?i).*#[^#/]*\\.obs");
    private static final Pattern BIBLIOGRAPHY = Pattern.compile("(?i).*[#.]bib(liography)?");
    private static final Pattern ENCRYPTED = Pattern.compile("(?i).*/encrypted/.*");

    private record Candidate(Link.Address link, URI url, DirectoryRule rule) {}

    public static DirectoryLinks among(List<Link> links) {
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
        return new DirectoryLinks(
                kept.stream()
                        .map(c -> new LinkResult.Directory(
                                c.url(), c.rule(), c.link().bytes(), c.link().cloudAccess()))
                        .toList(),
                others(links, kept),
                locked);
    }

    public boolean isEmpty() {
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
                            ? new Candidate(link, url, DirectoryRule.CONTENT_TYPE)
                            : new Candidate(link, URI.create(url + "/"), DirectoryRule.CONTENT_TYPE_NO_SLASH));
        }
        if (slash
                && !url.getRawPath().contains("/FTP/")
                && link.contentType().isBlank()
                && LinkTerms.of(link.semantics()).equals(LinkTerms.THIS)) {
            return Optional.of(new Candidate(link, url, DirectoryRule.THIS_SLASH));
        }
        if (!slash || !url.getRawPath().contains("/FTP/")) {
            return Optional.empty();
        }
        boolean ofTheMission = MISSION_OBSERVATION.matcher(link.semantics()).matches();
        return Optional.of(
                new Candidate(link, url, ofTheMission ? DirectoryRule.ARCHIVE_PATH_OBS : DirectoryRule.ARCHIVE_PATH));
    }

    private static List<Candidate> best(List<Candidate> candidates) {
        for (List<DirectoryRule> rank : List.of(
                List.of(DirectoryRule.CONTENT_TYPE, DirectoryRule.CONTENT_TYPE_NO_SLASH),
                List.of(DirectoryRule.ARCHIVE_PATH_OBS),
                List.of(DirectoryRule.ARCHIVE_PATH),
                List.of(DirectoryRule.THIS_SLASH))) {
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

    private static List<LinkResult.Other> others(List<Link> links, List<Candidate> kept) {
        List<LinkResult.Other> others = new ArrayList<>();
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

    /** Whether a link may be a directory, by a rule of any rank. */
    public static boolean isOne(Link.Address link) {
        return candidate(link).isPresent();
    }

    /** Whether an address is inside one of these. */
    static boolean isInside(URI url, List<LinkResult.Directory> directories) {
        String place = place(url);
        return directories.stream().anyMatch(directory -> place.startsWith(place(directory.url())));
    }

    /** Links to publications, not to data. */
    static boolean isBibliography(String semantics) {
        return BIBLIOGRAPHY.matcher(semantics).matches();
    }

    /** A normalized address for comparisons only: requests use the address as the document gives it. */
    public static String place(URI url) {
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

    static boolean isEncrypted(URI url) {
        return ENCRYPTED.matcher(url.getRawPath()).matches();
    }

    public static Optional<URI> parse(String url) {
        try {
            return Optional.of(Urls.parse(url));
        } catch (Problem notOne) {
            return Optional.empty(); // stays among the others, as written
        }
    }
}
