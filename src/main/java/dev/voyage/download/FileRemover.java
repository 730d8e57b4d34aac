package dev.voyage.download;

import dev.voyage.download.attempt.FileTurns;
import dev.voyage.download.mirror.BlockingExecutor;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.MirrorEraser;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.shelf.FileShelf;
import dev.voyage.download.shelf.ObjectShelf;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Removes files from the mirror and from its index. The file goes first, then its record: a record without a file is harmless,
 * since each transfer looks whether the file is there.
 */
public final class FileRemover {

    private static final Logger LOG = Logger.getLogger(FileRemover.class);

    private final Mirror mirror;
    private final MirrorIndex index;
    private final MirrorEraser eraser;
    private final FileTurns turns;
    private final BlockingExecutor disk;
    private final FileShelf shelf;

    FileRemover(
            Mirror mirror,
            MirrorIndex index,
            MirrorEraser eraser,
            FileTurns turns,
            BlockingExecutor disk,
            FileShelf shelf) {
        this.mirror = mirror;
        this.index = index;
        this.eraser = eraser;
        this.turns = turns;
        this.disk = disk;
        this.shelf = shelf;
    }

    /**
     * The content of a complete file.
     *
     * @param sha256 in lower-case hex
     */
    public record Content(long bytes, String sha256) {}

    /**
     * The names and contents that others need.
     *
     * @param names of the mirror
     * @param contents by their hash
     */
    public record Claims(Set<String> names, Set<String> contents) {}

    /**
     * The result of a removal.
     *
     * @param files removed
     * @param bytes of these files
     * @param kept files that stay: claimed by others, being transferred, or not removable
     */
    public record Removal(long files, long bytes, long kept) {

        public static final Removal NONE = new Removal(0, 0, 0);

        public Removal plus(Removal other) {
            return new Removal(files + other.files, bytes + other.bytes, kept + other.kept);
        }
    }

    /**
     * Removes the files that nobody claims. Transfers to them wait until this has ended.
     *
     * @param names of {@link Mirror#nameOf}, each once; a file that a transfer is writing stays
     * @param contents of the complete files, by name
     * @param claimed the names and contents that must stay, of these; called when no transfer to them runs
     * @return completes when the removal is durable; fails with {@code STORAGE} when the store does not work
     */
    public Uni<Removal> remove(
            List<String> names, Map<String, Content> contents, Function<Set<String>, Uni<Claims>> claimed) {
        return Uni.createFrom().deferred(() -> {
            Map<String, FileTurns.Turn> ours = new LinkedHashMap<>();
            names.forEach(name -> turns.takeFree(place(name)).ifPresent(turn -> ours.put(name, turn)));
            return claimed.apply(ours.keySet())
                    .chain(stay -> erased(
                                    ours.keySet().stream()
                                            .filter(name -> !stay.names().contains(name))
                                            .toList(),
                                    contents)
                            .call(() -> removed(ours.keySet(), contents, stay.contents())))
                    .map(gone -> new Removal(
                            gone.values().stream().filter(bytes -> bytes > 0).count(),
                            gone.values().stream().mapToLong(Long::longValue).sum(),
                            names.size() - gone.size()))
                    .eventually(() -> ours.values().forEach(FileTurns.Turn::end));
        });
    }

    private Path place(String name) {
        return mirror.root().resolve(name);
    }

    private Uni<Map<String, Long>> erased(List<String> names, Map<String, Content> contents) {
        return disk.run(() -> erase(names))
                .map(gone -> shelf instanceof ObjectShelf ? stored(gone, contents) : gone)
                .call(gone ->
                        gone.isEmpty() ? Uni.createFrom().voidItem() : index.forget(new ArrayList<>(gone.keySet())));
    }

    /** Of files that are not in their places, the bytes that their names had. */
    private static Map<String, Long> stored(Map<String, Long> gone, Map<String, Content> contents) {
        Map<String, Long> bytes = new LinkedHashMap<>();
        gone.forEach((name, none) ->
                bytes.put(name, contents.containsKey(name) ? contents.get(name).bytes() : 0));
        return bytes;
    }

    /**
     * Names are forgotten by now: a content that still has one has another one, or got it since.
     *
     * @param names those whose claims were looked up
     */
    private Uni<Void> removed(Set<String> names, Map<String, Content> contents, Set<String> claimed) {
        if (!(shelf instanceof ObjectShelf objects)) {
            return Uni.createFrom().voidItem();
        }
        Set<String> free = names.stream()
                .map(contents::get)
                .filter(Objects::nonNull)
                .map(Content::sha256)
                .filter(sha256 -> !claimed.contains(sha256))
                .collect(Collectors.toSet());
        return index.contents(free).chain(named -> {
            free.removeAll(named);
            return objects.remove(free);
        });
    }

    /** The bytes of each file that is not there any more. */
    private Map<String, Long> erase(List<String> names) throws IOException {
        Map<String, Long> gone = new LinkedHashMap<>();
        for (String name : names) {
            try {
                Optional<Long> bytes = eraser.erase(name, place(name));
                bytes.ifPresent(removed -> gone.put(name, removed));
            } catch (IOException stays) {
                LOG.warnf("file not removed name=%s problem=%s", name, BlockingExecutor.reason(stays));
            }
        }
        Set<Path> directories =
                gone.keySet().stream().map(name -> place(name).getParent()).collect(Collectors.toSet());
        for (Path directory : directories) {
            eraser.force(directory);
        }
        return gone;
    }
}
