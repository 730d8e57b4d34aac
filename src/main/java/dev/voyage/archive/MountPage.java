package dev.voyage.archive;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What one directory of a mounted archive has; small, since there may be very many files.
 *
 * @param trouble what could not be read, and how the walk ended where it did
 * @param isLast nothing comes behind it
 */
record MountPage(Node node, List<Listed> before, List<Found> files, List<Listed.Failed> trouble, boolean isLast) {

    record Found(String name, long bytes, Instant modified) {}

    /** The directory, its files, what failed; each made when it is asked for. */
    Stream<Listed> items() {
        return Stream.concat(before.stream(), Stream.concat(files.stream().map(this::file), trouble.stream()));
    }

    private Listed file(Found found) {
        return new Listed.RemoteFile(
                URI.create(node.url() + Escapes.web(List.of(found.name()))),
                node.path() + "/" + found.name(),
                found.bytes(),
                null,
                found.modified(),
                null);
    }
}
