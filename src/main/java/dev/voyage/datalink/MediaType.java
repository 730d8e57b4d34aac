package dev.voyage.datalink;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Content types as services write them: any case, blanks, parameters in any order. */
final class MediaType {

    private MediaType() {}

    /** {@code application/x-votable+xml;content=datalink} (DataLink 1.1, 3.3.1). */
    static boolean isDatalink(String written) {
        List<String> parts = parts(written);
        return (parts.get(0).equals("application/x-votable+xml") || parts.get(0).equals("text/xml"))
                && parts.stream().skip(1).anyMatch("content=datalink"::equals);
    }

    /** HEASARC's word, which is no media type. */
    static boolean isDirectory(String written) {
        return parts(written).get(0).equals("directory");
    }

    private static List<String> parts(String written) {
        return Arrays.stream(written.toLowerCase(Locale.ROOT).split(";", -1))
                .map(part -> part.replaceAll("[\\s\"]", ""))
                .toList();
    }
}
