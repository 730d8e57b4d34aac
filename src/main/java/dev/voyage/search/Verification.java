package dev.voyage.search;

import dev.voyage.download.Manifest;
import dev.voyage.download.Mirror;
import dev.voyage.download.Verdict;
import dev.voyage.download.Verifier;
import dev.voyage.http.Urls;
import dev.voyage.journal.FileRecord;
import dev.voyage.journal.Journal;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Looks whether the files of a search are still here and right. What is not is forgotten by the
 * mirror's manifest, so that the next search that wants it fetches it again.
 */
public final class Verification {

    /** Hashing keeps a core busy; a second file is read meanwhile. */
    private static final int AT_ONCE = 2;

    private final Journal journal;
    private final Mirror mirror;
    private final Manifest manifest;
    private final Verifier verifier;

    public Verification(Journal journal, Mirror mirror, Manifest manifest, Verifier verifier) {
        this.journal = journal;
        this.mirror = mirror;
        this.manifest = manifest;
        this.verifier = verifier;
    }

    /**
     * Checks every file that the search's journal says is here; asks no archive.
     *
     * @return one item for each, about in the order of their paths; ends behind the last; fails with
     *     {@code STORAGE} when the journal cannot be read. Cancelling stops the reading.
     */
    public Multi<VerifiedFile> verify(String search) {
        return journal.manifest(search)
                .onItem()
                .transformToMultiAndConcatenate(page -> Multi.createFrom().iterable(page))
                .filter(FileRecord::isHere)
                .onItem()
                .transformToUni(this::checked)
                .merge(AT_ONCE);
    }

    private Uni<VerifiedFile> checked(FileRecord file) {
        URI url = Urls.parse(file.url());
        Path place = mirror.placeOf(url);
        String name = mirror.nameOf(url);
        return verifier.verify(place, file.bytes(), file.sha256())
                .chain(verdict -> verdict.isRight()
                        ? Uni.createFrom().item(told(file, verdict))
                        : manifest.find(name).chain(known -> wrong(file, place, name, verdict, known)));
    }

    /** Not what this search brought: but another search may have brought a newer version since. */
    private Uni<VerifiedFile> wrong(
            FileRecord file, Path place, String name, Verdict verdict, Optional<Manifest.Known> known) {
        if (known.isEmpty()) {
            return Uni.createFrom().item(told(file, verdict));
        }
        Manifest.Known now = known.get();
        Uni<Verdict> newer = now.sha256().equals(file.sha256())
                ? Uni.createFrom().item(verdict)
                : verifier.verify(place, now.bytes(), now.sha256());
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
                "the archive has changed it, and a later search has brought the new version");
    }

    private static VerifiedFile told(FileRecord file, Verdict verdict) {
        List<String> verified = verdict instanceof Verdict.Right right ? right.verified() : List.of();
        return new VerifiedFile(
                file.file(),
                state(verdict),
                file.bytes(),
                file.sha256(),
                verified,
                verdict.isRight() ? null : verdict.what());
    }

    private static String state(Verdict verdict) {
        if (verdict.isRight()) {
            return "right";
        } else if (verdict instanceof Verdict.Missing) {
            return "missing";
        } else if (verdict instanceof Verdict.TooShort) {
            return "short";
        } else if (verdict instanceof Verdict.TooLong) {
            return "long";
        }
        return verdict instanceof Verdict.Corrupt ? "corrupt" : "unreadable";
    }
}
