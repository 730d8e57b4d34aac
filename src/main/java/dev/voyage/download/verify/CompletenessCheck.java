package dev.voyage.download.verify;

import dev.voyage.download.content.BodyFacts;
import dev.voyage.download.content.NameTypes;
import dev.voyage.download.source.Download;
import dev.voyage.download.source.FileSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks that the received bytes are the whole file, whichever source they are from.
 *
 * @param came the number of bytes received; differs from the number inspected if they were decompressed
 * @param way the source, with its listing's data
 * @param facts taken from the response head
 * @param doubt of the transfer, over all its attempts
 * @param sums of all bytes received, as the archive keeps them, or null
 */
public record CompletenessCheck(
        StreamInspection seen,
        long came,
        Download download,
        FileSource way,
        Path place,
        BodyFacts facts,
        ChecksumMismatchPolicy doubt,
        S3Checksum sums) {

    /** Why the bytes so far cannot be the file, whatever follows. */
    public Optional<String> early() {
        return judge().finding(false)
                .filter(it -> it.certainty() != ContentJudge.Certainty.DOUBT) // if received twice, accepted
                .map(this::told);
    }

    private ContentJudge judge() {
        return new ContentJudge(seen, NameTypes.of(place), facts);
    }

    private String told(ContentJudge.Finding finding) {
        if (finding.certainty() == ContentJudge.Certainty.SIGNATURE) {
            doubt.unlike(way.url().toString());
        }
        if (finding.indexPage()) {
            doubt.directory(way.url().toString());
        }
        return finding.what();
    }

    /**
     * The proof that the file is not complete; call it only once, because the transfer's doubt remembers the seen bytes.
     *
     * @param exact its length, or null if unknown
     */
    public Optional<String> fault(Long exact) {
        boolean complete = exact != null || facts.isFramed();
        Optional<String> other =
                judge().finding(true).filter(it -> !isArchives(it)).map(this::told);
        if (other.isPresent()) {
            return other;
        } else if (exact != null && came != exact) {
            return Optional.of(came + " bytes came instead of " + exact);
        } else if (way.bytes() != null && came != way.bytes()) {
            return Optional.of(came + " bytes, the listing says " + way.bytes());
        } else if (seen.gzipFault().isPresent() && (!complete || GzipCheck.isNamed(place))) {
            return seen.gzipFault();
        } else if (!complete && !seen.isWholeGzip() && seen.fitsFault().isPresent()) {
            return seen.fitsFault();
        }
        // an announced length proves that all of the body was received, not that it is the file: an archive in trouble
        // announces an empty or a truncated one just as well
        return summed().or(() -> unproven(complete)).or(this::tooShort);
    }

    /**
     * An empty file is the archive's if a listing with exact lengths says so; a short page under such a name is, if it was
     * received twice unchanged.
     */
    private boolean isArchives(ContentJudge.Finding finding) {
        boolean listedEmpty = seen.bytes() == 0 && way.bytes() != null && way.bytes() == 0;
        boolean shownLonger = seen.bytes() == 0 && download.roughBytes() != null && download.roughBytes() > 0;
        return finding.certainty() == ContentJudge.Certainty.DOUBT
                && (listedEmpty || (!shownLonger && !doubt.isFirst(seen.sha256())));
    }

    private Optional<String> summed() {
        Optional<String> archives = sumFault();
        if (sums != null && archives.isEmpty()) {
            return Optional.empty();
        }
        boolean certain = archives.isPresent() && sums.isCertain();
        return archives.or(seen::gzipFault)
                .or(this::cutAtTheArchive)
                .or(seen::checksumFault)
                .filter(fault -> certain || doubt.isFirst(seen.sha256()));
    }

    /** A cache may keep a truncated file and announce its length; one with a complete gzip stream is the archive's own. */
    private Optional<String> cutAtTheArchive() {
        return way.bytes() == null && !seen.isWholeGzip() ? seen.fitsFault() : Optional.empty();
    }

    private Optional<String> sumFault() {
        return sums == null ? Optional.empty() : sums.fault();
    }

    private Optional<String> unproven(boolean complete) {
        boolean proven = complete || way.bytes() != null || !seen.verified().isEmpty() || sums != null;
        return proven || !doubt.mayBeCut(seen.sha256(), seen.bytes())
                ? Optional.empty()
                : Optional.of("nothing says that the " + seen.bytes() + " bytes that came are all");
    }

    private Optional<String> tooShort() {
        boolean proven = way.bytes() != null || !seen.verified().isEmpty() || download.leastBytes() == null;
        // the sizes on an index page are approximate: a reason to request the file once more, but no reason to refuse
        // the same bytes a second time
        return proven || seen.bytes() >= download.leastBytes() || !doubt.isFirst(seen.sha256())
                ? Optional.empty()
                : Optional.of(seen.bytes() + " bytes, the listing shows about " + download.roughBytes());
    }

    /** The checks that passed, if there is no fault. */
    public List<String> verified(Long exact) {
        var verified = new ArrayList<String>();
        if (exact != null) {
            verified.add("size");
        }
        verified.addAll(seen.verified());
        if (sums != null && sumFault().isEmpty()) {
            verified.add(sums.word());
        }
        if (verified.isEmpty() && facts.isFramed()) {
            verified.add("framing");
        }
        return verified;
    }
}
