package dev.voyage.archive.mount;

import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.walk.DirectoryNode;
import dev.voyage.coding.PercentCoding;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * The content of one directory of a mounted archive; compact, since there may be very many files.
 *
 * @param trouble the failures to read, and the end of the walk if it ended early
 * @param isLast no page follows
 */
record MountPage(
        DirectoryNode node,
        List<ListingItem> before,
        List<Found> files,
        List<ListingItem.Failed> trouble,
        boolean isLast) {

    record Found(String name, long bytes, Instant modified) {}

    /** The directory, its files, its failures; each item is created on demand. */
    Stream<ListingItem> items() {
        return Stream.concat(before.stream(), Stream.concat(files.stream().map(this::file), trouble.stream()));
    }

    private ListingItem file(Found found) {
        return new ListingItem.RemoteFile(
                URI.create(node.url() + PercentCoding.path(List.of(found.name()))),
                node.path() + "/" + found.name(),
                found.bytes(),
                null,
                found.modified(),
                null);
    }
}
