package dev.voyage.datalink.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Content types as services write them: in any case, with blanks, parameters in any order. */
public final class MediaType {

    private MediaType() {}

    /** {@code application/x-votable+xml;content=datalink} (DataLink 1.1, 3.3.1). */
    public static boolean isDatalink(String written) {
        List<String> parts = parts(written);
        return Set.of("application/x-votable+xml", "text/xml", "application/xml")
                        .contains(parts.get(0))
                && parts.stream().skip(1).anyMatch("content=datalink"::equals);
    }

    /** HEASARC's word, which is not a media type, and its equivalents at other services. */
    static boolean isDirectory(String written) {
        return Set.of("directory", "inode/directory", "httpd/unix-directory", "application/x-directory")
                .contains(parts(written).get(0));
    }

    /** A page for people. */
    public static boolean isPage(String written) {
        return Set.of("text/html", "application/xhtml+xml")
                .contains(parts(written).get(0));
    }

    private static List<String> parts(String written) {
        return Arrays.stream(written.toLowerCase(Locale.ROOT).split(";", -1))
                .map(part -> part.replaceAll("[\\s\"]", ""))
                .toList();
    }
}
