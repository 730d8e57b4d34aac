package dev.voyage.cone.position;

import dev.voyage.votable.table.Column;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Unified content descriptors, compared word by word: in any case, in any order, of either generation. */
public final class Ucd {

    private Ucd() {}

    /** Whether a column has exactly these words, as in {@code pos.eq.ra;meta.main}. */
    public static Predicate<Column> is(String ucd) {
        Set<String> wanted = words(ucd);
        return column -> words(column.ucd()).equals(wanted);
    }

    private static Set<String> words(String ucd) {
        return Arrays.stream(ucd.toLowerCase(Locale.ROOT).split(";", -1))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
