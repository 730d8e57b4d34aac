package dev.voyage.download.shelf;

import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.objects.ObjectStore;
import dev.voyage.problem.Problem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Files are objects under their hash in a store that all replicas share. The records of the mirror's index, and of the files of
 * searches, are their names. The mirror's directory holds files only until they are stored.
 */
public final class ObjectShelf implements FileShelf {

    /** How long an address that was given to a client is valid. */
    private static final Duration VALID = Duration.ofMinutes(5);

    private static final Duration NEXT_LOOK = Duration.ofMillis(500);

    /** Longer than a request that removes an object is valid: see {@link ObjectStore#remove}. */
    private static final int MOST_LOOKS = 120;

    private final ObjectStore store;
    private final MirrorIndex index;
    private final BlockingExecutor disk;
    private final boolean redirects;

    /** @param redirects whether clients may be sent to the store */
    public ObjectShelf(ObjectStore store, MirrorIndex index, BlockingExecutor disk, boolean redirects) {
        this.store = store;
        this.index = index;
        this.disk = disk;
        this.redirects = redirects;
    }

    private static String key(String sha256) {
        return "sha256/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
    }

    @Override
    public Optional<String> name() {
        return Optional.of(store.name());
    }

    @Override
    public Uni<Void> keep(KeptFile file) {
        return stored(file).onFailure().call(() -> clear(file));
    }

    private Uni<Void> stored(KeptFile file) {
        return store.put(key(file.sha256()), file.place(), file.bytes(), file.sha256());
    }

    /** Removes the copy of a stored file that an earlier process left in its place. */
    public Uni<Void> clear(KeptFile file) {
        return disk.run(() -> {
            Files.deleteIfExists(file.place());
            return null;
        });
    }

    /**
     * A removal that began before the record was there may still remove the object. It has announced itself, so this waits until
     * it has ended, and then looks.
     */
    @Override
    public Uni<Void> confirm(KeptFile file) {
        return unremoved(file, MOST_LOOKS).chain(() -> stored(file)).eventually(() -> clear(file));
    }

    private Uni<Void> unremoved(KeptFile file, int looks) {
        return index.isBeingRemoved(file.sha256())
                .chain(going -> going && looks > 0
                        ? Uni.createFrom()
                                .voidItem()
                                .onItem()
                                .delayIt()
                                .by(NEXT_LOOK)
                                .chain(() -> unremoved(file, looks - 1))
                        : Uni.createFrom().voidItem());
    }

    @Override
    public Uni<Boolean> has(KeptFile file) {
        return store.size(key(file.sha256())).map(bytes -> bytes.isPresent() && bytes.getAsLong() == file.bytes());
    }

    @Override
    public Uni<OptionalLong> freeBytes() {
        return Uni.createFrom().item(OptionalLong.empty());
    }

    @Override
    public SeekableByteChannel open(KeptFile file) throws IOException {
        OptionalLong bytes;
        try {
            bytes = store.size(key(file.sha256())).await().indefinitely();
        } catch (Problem unusable) {
            throw new IOException(unusable.detail(), unusable);
        }
        if (bytes.isEmpty()) {
            throw new NoSuchFileException(file.sha256());
        }
        return new ObjectChannel(bytes.getAsLong(), (from, length) -> read(file, from, length));
    }

    /**
     * A part of a file, on demand.
     *
     * @param length at least 1
     * @return exactly this number of bytes; fails with {@code NOT_FOUND} if the file is not here
     */
    public Multi<ByteBuffer> read(KeptFile file, long from, long length) {
        return store.read(key(file.sha256()), from, length);
    }

    /**
     * An address where a client may get the file itself; empty where that is not allowed.
     *
     * @param headers of that answer: {@code Content-Type} and {@code Content-Disposition}, as far as given
     */
    public Optional<URI> address(KeptFile file, Map<String, String> headers) {
        if (!redirects) {
            return Optional.empty();
        }
        Map<String, String> response = new HashMap<>();
        headers.forEach((name, value) -> response.put("response-" + name.toLowerCase(Locale.ROOT), value));
        return Optional.of(store.address(key(file.sha256()), response, VALID));
    }

    /** Removes contents. */
    public Uni<Void> remove(Set<String> sha256s) {
        return Multi.createFrom()
                .iterable(sha256s)
                .onItem()
                .transformToUniAndConcatenate(sha256 -> store.remove(key(sha256)))
                .onItem()
                .ignoreAsUni();
    }
}
