package dev.voyage.datalink;

import java.util.Locale;

/**
 * By which rule a link counts as a directory, the better ones first. The words are public. HEASARC
 * called its directories {@code directory} until 2026-08 and calls them {@code text/html} since, as
 * it calls everything else: hence the paths.
 */
public enum Rule {
    /** The content type is {@code directory}. */
    CONTENT_TYPE,
    /** The same; the address has no slash at its end, and was given one. */
    CONTENT_TYPE_NO_SLASH,
    /** Under {@code /FTP/}, ends in a slash, and the semantics end in {@code .obs}. */
    ARCHIVE_PATH_OBS,
    /** Under {@code /FTP/}, and ends in a slash. */
    ARCHIVE_PATH;

    /** As clients see it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
