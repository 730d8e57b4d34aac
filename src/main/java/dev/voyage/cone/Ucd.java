package dev.voyage.cone;

import dev.voyage.votable.Column;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Unified content descriptors, compared as words: any case, any order, either generation. */
final class Ucd {

    private Ucd() {}

    /** Whether a column has exactly these words, as in {@code pos.eq.ra;meta.main}. */
    static Predicate<Column> is(String ucd) {
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
