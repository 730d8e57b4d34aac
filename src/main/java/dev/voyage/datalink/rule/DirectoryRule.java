package dev.voyage.datalink.rule;

import java.util.Locale;

/**
 * The rule by which a link counts as a directory, the better ones first. The words are public. HEASARC used the content
 * type {@code directory} for its directories until 2026-08 and has used {@code text/html} since, as for everything
 * else: hence the rules by path.
 */
public enum DirectoryRule {
    /** The content type is {@code directory}. */
    CONTENT_TYPE,
    /** The same; the address has no trailing slash, and one was added. */
    CONTENT_TYPE_NO_SLASH,
    /** Under {@code /FTP/}, ends in a slash, and the semantics end in {@code .obs}. */
    ARCHIVE_PATH_OBS,
    /** Under {@code /FTP/}, and ends in a slash. */
    ARCHIVE_PATH,
    /** It is {@code #this}, ends in a slash, and has no content type. */
    THIS_SLASH;

    /** The word in the API. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
