package dev.voyage.archive.listing;

import dev.voyage.coding.PercentCoding;
import java.util.ArrayList;
import java.util.List;

/** Splits paths of archives into the segments by which they are compared. */
public final class PathSegments {

    private PathSegments() {}

    /** The decoded segments of a raw path, without the empty ones. */
    public static List<String> of(String path) {
        var segments = new ArrayList<String>();
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (end > start) {
                segments.add(PercentCoding.decode(path.substring(start, end)));
            }
            start = end + 1;
        }
        return segments;
    }
}
