package dev.voyage;

import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.journal.record.MirrorFile;
import dev.voyage.journal.store.MirrorFiles;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The downloads' manifest, kept in the journal's store. */
public record JournalMirrorIndex(MirrorFiles files) implements MirrorIndex {

    @Override
    public Uni<Optional<Known>> find(String mirrorPath) {
        return files.find(mirrorPath)
                .map(found -> found.map(file -> new Known(
                        file.bytes(),
                        file.sha256(),
                        file.verified(),
                        file.etag(),
                        file.lastModified(),
                        file.url(),
                        file.version(),
                        file.stamp())));
    }

    @Override
    public Uni<Void> keep(String mirrorPath, Known known) {
        return files.keep(
                mirrorPath,
                new MirrorFile(
                        known.bytes(),
                        known.sha256(),
                        known.verified(),
                        known.etag(),
                        known.lastModified(),
                        known.url(),
                        known.version(),
                        known.stamp()));
    }

    @Override
    public Uni<Void> forget(List<String> mirrorPaths) {
        return files.forget(mirrorPaths);
    }

    @Override
    public Uni<Set<String>> contents(Set<String> sha256s) {
        return files.contents(sha256s);
    }

    @Override
    public Uni<Boolean> isBeingRemoved(String sha256) {
        return files.isBeingRemoved(sha256);
    }
}
