package dev.voyage.archive;

import dev.voyage.problem.FileNames;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.net.URI;
import java.util.List;

/**
 * A directory to be read, and the way to it.
 *
 * @param above null at the top
 * @param path decoded, the top's own name first, without a slash at its end
 * @param depth 0 at the top
 */
record Node(Node above, URI url, String path, int depth, List<String> segments) {

    /**
     * @throws Problem {@code MALFORMED} or {@code UNSAFE_NAME} where this cannot be a directory
     */
    static Node top(URI directory) {
        String path = directory.getRawPath() == null ? "" : directory.getRawPath();
        if (directory.getRawQuery() != null || directory.getRawUserInfo() != null) {
            throw Problem.of(Kind.MALFORMED, "no directory: " + Quoted.of(directory.toString()));
        }
        String slashed = path.endsWith("/") ? path : path + "/";
        URI url = URI.create(directory.getScheme() + "://" + directory.getRawAuthority() + slashed);
        List<String> segments = Hrefs.segments(slashed);
        for (String name : segments) {
            FileNames.refusal(name).ifPresent(refusal -> {
                throw Problem.of(
                        Kind.UNSAFE_NAME,
                        "a name in the directory's address may not become a file ("
                                + refusal.word()
                                + "): "
                                + Quoted.of(name));
            });
        }
        String name = segments.isEmpty() ? url.getHost() : segments.get(segments.size() - 1);
        return new Node(null, url, name, 0, segments);
    }

    Node below(Href.Entry entry) {
        var longer = new java.util.ArrayList<>(segments);
        longer.add(entry.name());
        return new Node(this, entry.url(), path + "/" + entry.name(), depth + 1, List.copyOf(longer));
    }

    /** The top may be moved to another host or to https, but nothing to another path. */
    boolean isAlsoAt(URI answered) {
        boolean sameHost = answered.getHost() != null && answered.getHost().equalsIgnoreCase(url.getHost());
        return answered.getRawQuery() == null
                && (above == null || sameHost)
                && Hrefs.segments(answered.getRawPath()).equals(segments);
    }
}
