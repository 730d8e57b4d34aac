package dev.voyage.archive.walk;

import dev.voyage.archive.index.Href;
import dev.voyage.archive.listing.PathSegments;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.problem.SafeFileNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * A directory to be read, and the path to it.
 *
 * @param above null at the top
 * @param path decoded, the top's own name first, without a trailing slash
 * @param depth 0 for the linked directory
 */
public record DirectoryNode(DirectoryNode above, URI url, String path, int depth, List<String> segments) {

    public static DirectoryNode top(URI directory) {
        return top(directory, 0);
    }

    /**
     * @param depth of it below the linked directory; 0 for the linked directory itself
     * @throws Problem {@code MALFORMED} or {@code UNSAFE_NAME} when this cannot be a directory
     */
    static DirectoryNode top(URI directory, int depth) {
        String path = directory.getRawPath() == null ? "" : directory.getRawPath();
        if (directory.getRawQuery() != null || directory.getRawUserInfo() != null) {
            throw Problem.of(ProblemType.MALFORMED, "no directory: " + QuotedText.of(directory.toString()));
        }
        String slashed = path.endsWith("/") ? path : path + "/";
        URI url = URI.create(directory.getScheme() + "://" + directory.getRawAuthority() + slashed);
        List<String> segments = PathSegments.of(slashed);
        for (String name : segments) {
            SafeFileNames.refusal(name).ifPresent(refusal -> {
                throw Problem.of(
                        ProblemType.UNSAFE_NAME,
                        "a name in the directory's address may not become a file ("
                                + refusal.word()
                                + "): "
                                + QuotedText.of(name));
            });
        }
        String name = segments.isEmpty() ? url.getHost() : segments.get(segments.size() - 1);
        return new DirectoryNode(null, url, name, depth, segments);
    }

    /** A directory that a page of this one lists, requested with a trailing slash. */
    public DirectoryNode below(Href.Entry entry) {
        var longer = new ArrayList<>(segments);
        longer.addAll(entry.names());
        String address = entry.url().toString();
        URI slashed = address.endsWith("/") ? entry.url() : URI.create(address + "/");
        return new DirectoryNode(
                this, slashed, path + "/" + entry.name(), depth + entry.names().size(), List.copyOf(longer));
    }

    /**
     * Whether a response is for this directory. The top may be redirected to another host or to https, but no directory
     * to another path.
     *
     * @param asked a page of it
     */
    boolean isAlsoAt(URI asked, URI answered) {
        boolean sameHost = answered.getHost() != null && answered.getHost().equalsIgnoreCase(url.getHost());
        return (answered.getRawQuery() == null || answered.getRawQuery().equals(asked.getRawQuery()))
                && (above == null || sameHost)
                && PathSegments.of(answered.getRawPath()).equals(PathSegments.of(asked.getRawPath()));
    }
}
