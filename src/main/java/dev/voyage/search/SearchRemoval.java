package dev.voyage.search;

import dev.voyage.download.FileRemover;
import dev.voyage.download.FileRemover.Claims;
import dev.voyage.download.FileRemover.Content;
import dev.voyage.download.FileRemover.Removal;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.FileAddress;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.problem.Problem;
import dev.voyage.search.run.UniquePaths;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Removes ended searches on request: first the search, so that nobody finds it any more, then the files that no other search
 * claims, then its rows. A process that ends in between leaves a mark in the journal, and {@link #finish} does the rest.
 */
public final class SearchRemoval {

    private final Journal journal;
    private final Mirror mirror;
    private final FileRemover files;

    public SearchRemoval(Journal journal, Mirror mirror, FileRemover files) {
        this.journal = journal;
        this.mirror = mirror;
        this.files = files;
    }

    /**
     * Removes a search.
     *
     * @param withFiles whether its files are removed from the mirror; those of other searches stay
     * @return completes when everything is gone; fails with {@code NOT_FOUND}, or with {@code CONFLICT} if the search has not
     *     ended, is pinned, or has a retry
     */
    public Uni<Removal> remove(String search, boolean withFiles) {
        return journal.retention().forget(search, withFiles).chain(() -> rest(search, withFiles));
    }

    /** Removes the rest of searches whose files were being removed when their process ended. */
    public Uni<Void> finish() {
        return journal.retention()
                .withFiles()
                .onItem()
                .transformToMulti(begun -> Multi.createFrom().iterable(begun))
                .onItem()
                .transformToUniAndConcatenate(search -> rest(search, true))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Removal> rest(String search, boolean withFiles) {
        Uni<Removal> gone = withFiles
                ? filesOf(search).call(() -> journal.retention().filesGone(search))
                : Uni.createFrom().item(Removal.NONE);
        return gone.call(() -> journal.retention().clear(search));
    }

    private Uni<Removal> filesOf(String search) {
        return journal.files()
                .all(search)
                .onItem()
                .transformToUniAndConcatenate(page -> remove(search, page))
                .collect()
                .in(() -> new Removal[] {Removal.NONE}, (sum, removed) -> sum[0] = sum[0].plus(removed))
                .map(sum -> sum[0]);
    }

    private Uni<Removal> remove(String search, List<FileRecord> page) {
        Map<String, FileRecord> byName = new LinkedHashMap<>();
        for (FileRecord file : page) {
            name(new FileAddress(file.url(), file.file(), file.sha256()))
                    .ifPresent(name -> byName.merge(name, file, (one, other) -> one.sha256() == null ? other : one));
        }
        return byName.isEmpty()
                ? Uni.createFrom().item(Removal.NONE)
                : files.remove(List.copyOf(byName.keySet()), contents(byName), names -> claimed(search, byName, names));
    }

    private static Map<String, Content> contents(Map<String, FileRecord> byName) {
        Map<String, Content> contents = new LinkedHashMap<>();
        byName.forEach((name, file) -> {
            if (file.sha256() != null && file.bytes() != null) {
                contents.put(name, new Content(file.bytes(), file.sha256()));
            }
        });
        return contents;
    }

    /** The names and contents of complete files of other searches. */
    private Uni<Claims> claimed(String search, Map<String, FileRecord> byName, Set<String> names) {
        List<FileRecord> asked = names.stream().map(byName::get).toList();
        Set<String> urls = asked.stream().map(FileRecord::url).collect(Collectors.toSet());
        Set<String> contents = asked.stream()
                .map(FileRecord::sha256)
                .filter(sha256 -> sha256 != null)
                .collect(Collectors.toSet());
        return journal.files()
                .ofOthers(search, urls, contents)
                .map(others -> new Claims(
                        others.stream()
                                .map(this::name)
                                .flatMap(Optional::stream)
                                .collect(Collectors.toSet()),
                        others.stream().map(FileAddress::sha256).collect(Collectors.toSet())));
    }

    /** Empty for a file that could not be in the mirror. */
    private Optional<String> name(FileAddress file) {
        try {
            return file.url() == null
                    ? Optional.empty()
                    : Optional.of(mirror.nameOf(Urls.parse(file.url()), UniquePaths.nameIn(file.file())));
        } catch (Problem unsafe) {
            return Optional.empty();
        }
    }
}
