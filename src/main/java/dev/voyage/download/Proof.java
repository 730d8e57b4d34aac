package dev.voyage.download;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether what has been seen is the whole file, whichever way it came.
 *
 * @param way by which it came, with what its listing says
 * @param doubt of the transfer, over all its tries
 * @param sums of all bytes seen, as the archive keeps them, or null
 */
record Proof(Inspection seen, Download download, Way way, Path place, Doubt doubt, Sums sums) {

    static final String PAGE = "a web page came instead of the file";

    private static final Pattern WEB_PAGE = Pattern.compile(".*\\.(x?html?|php|jsp|asp)");

    /** That it begins as a web page and is not named like one. */
    static boolean isPage(Inspection seen, Path place) {
        String name = place.getFileName().toString().toLowerCase(Locale.ROOT);
        return seen.isHtml() && !WEB_PAGE.matcher(name).matches();
    }

    /**
     * What proves that it is not; to be asked once, for the transfer's doubt remembers what was seen.
     *
     * @param exact its length, or null where nobody says
     */
    Optional<String> fault(Long exact) {
        long bytes = seen.bytes();
        if (isPage(seen, place)) {
            return Optional.of(PAGE);
        } else if (exact != null && bytes != exact) {
            return Optional.of(bytes + " bytes came instead of " + exact);
        } else if (way.bytes() != null && bytes != way.bytes()) {
            return Optional.of(bytes + " bytes, the listing says " + way.bytes());
        } else if (seen.gzipFault().isPresent() && (exact == null || GzipCheck.isNamed(place))) {
            return seen.gzipFault();
        } else if (exact == null && seen.fitsFault().isPresent()) {
            return seen.fitsFault();
        }
        // an announced length proves that all of it came, not that it is the file: an archive in trouble announces an
        // empty or a cut one just as well
        return summed().or(this::tooShort);
    }

    private Optional<String> summed() {
        Optional<String> archives = sumFault();
        if (sums != null && archives.isEmpty()) {
            return Optional.empty();
        }
        boolean certain = archives.isPresent() && sums.isCertain();
        return archives.or(seen::gzipFault)
                .or(seen::checksumFault)
                .filter(fault -> certain || doubt.isFirst(seen.sha256()));
    }

    private Optional<String> sumFault() {
        return sums == null ? Optional.empty() : sums.fault();
    }

    private Optional<String> tooShort() {
        boolean proven = way.bytes() != null || !seen.verified().isEmpty() || download.leastBytes() == null;
        return proven || seen.bytes() >= download.leastBytes()
                ? Optional.empty()
                : Optional.of(seen.bytes() + " bytes, the listing shows about " + download.roughBytes());
    }

    /** What was checked and found right, where nothing is at fault. */
    List<String> verified(Long exact) {
        var verified = new ArrayList<String>();
        if (exact != null) {
            verified.add("size");
        }
        verified.addAll(seen.verified());
        if (sums != null && sumFault().isEmpty()) {
            verified.add(sums.word());
        }
        return verified;
    }
}
