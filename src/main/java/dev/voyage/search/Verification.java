package dev.voyage.search;

import dev.voyage.download.Verifier;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.download.mirror.MirrorIndex;
import dev.voyage.download.shelf.KeptFile;
import dev.voyage.download.verify.FileVerdict;
import dev.voyage.journal.Journal;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.search.run.UniquePaths;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the files of a search are still present and correct. The record of any other file is removed from the mirror's
 * index, so that the next search that needs it fetches it again.
 */
public final class Verification {

    /** Hashing keeps a core busy; a second file is read at the same time. */
    private static final int AT_ONCE = 2;

    private final Journal journal;
    private final Mirror mirror;
    private final MirrorIndex manifest;
    private final Verifier verifier;

    public Verification(Journal journal, Mirror mirror, MirrorIndex manifest, Verifier verifier) {
        this.journal = journal;
        this.mirror = mirror;
        this.manifest = manifest;
        this.verifier = verifier;
    }

    /**
     * Checks every file that is complete according to the search's journal; makes no request to an archive.
     *
     * @return one item for each, approximately in the order of their paths; ends after the last; fails with {@code STORAGE} when
     *     the journal cannot be read. Cancelling stops the reading.
     */
    public Multi<VerifiedFile> verify(String search) {
        return journal.files()
                .all(search)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page))
                .filter(FileRecord::isHere)
                .onItem()
                .transformToUni(this::checked)
                .merge(AT_ONCE);
    }

    private Uni<VerifiedFile> checked(FileRecord file) {
        URI url = Urls.parse(file.url());
        Path place = mirror.placeOf(url, UniquePaths.nameIn(file.file()));
        String name = mirror.nameOf(url, UniquePaths.nameIn(file.file()));
        return verifier.verify(new KeptFile(place, file.bytes(), file.sha256()))
                .chain(verdict -> verdict.isRight()
                        ? Uni.createFrom().item(told(file, verdict))
                        : manifest.find(name).chain(known -> wrong(file, place, name, verdict, known)));
    }

    /** The file differs from the one that this search fetched, but another search may have fetched a newer version since. */
    private Uni<VerifiedFile> wrong(
            FileRecord file, Path place, String name, FileVerdict verdict, Optional<MirrorIndex.Known> known) {
        if (known.isEmpty()) {
            return Uni.createFrom().item(told(file, verdict));
        }
        MirrorIndex.Known now = known.get();
        Uni<FileVerdict> newer = now.sha256().equals(file.sha256())
                ? Uni.createFrom().item(verdict)
                : verifier.verify(new KeptFile(place, now.bytes(), now.sha256()));
        return newer.chain(again -> again.isRight()
                ? Uni.createFrom().item(replaced(file))
                : manifest.keep(name, now.doubted()).replaceWith(told(file, verdict)));
    }

    private static VerifiedFile replaced(FileRecord file) {
        return new VerifiedFile(
                file.file(),
                "replaced",
                file.bytes(),
                file.sha256(),
                List.of(),
                "the archive has changed it, and a later search has fetched the new version");
    }

    private static VerifiedFile told(FileRecord file, FileVerdict verdict) {
        List<String> verified = verdict instanceof FileVerdict.Right right ? right.verified() : List.of();
        return new VerifiedFile(
                file.file(),
                verdict.word(),
                file.bytes(),
                file.sha256(),
                verified,
                verdict.isRight() ? null : verdict.what());
    }
}
