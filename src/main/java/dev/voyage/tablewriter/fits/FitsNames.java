package dev.voyage.tablewriter.fits;

import dev.voyage.votable.table.Column;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Unique names for the columns of a binary table: readers take two names that differ only in case for the same (FITS
 * 4.0, section 7.3.1), and names become equal when they are cut to one card or lose their non-ASCII letters.
 */
public final class FitsNames {

    private FitsNames() {}

    /** One name for each column, in order; the first of several equal ones keeps its own name, if it has one. */
    public static List<String> of(List<Column> columns) {
        List<String> written = columns.stream()
                .map(column -> FitsText.fitting(column.name(), FitsText.ONE_CARD))
                .toList();
        Set<String> own = new HashSet<>();
        written.forEach(name -> own.add(name.toLowerCase(Locale.ROOT)));
        Set<String> used = new HashSet<>();
        List<String> names = new ArrayList<>(columns.size());
        for (int i = 0; i < written.size(); i++) {
            String base = isNothing(written.get(i)) ? "col" + (i + 1) : written.get(i);
            names.add(free(base, base.equals(written.get(i)), own, used));
        }
        return List.copyOf(names);
    }

    /** Whether no letter is left: a name in Greek consists of question marks only. */
    private static boolean isNothing(String name) {
        return name.chars().allMatch(c -> c == '?' || c == ' ' || c == '_');
    }

    private static String free(String base, boolean isOwn, Set<String> own, Set<String> used) {
        String name = base;
        for (int i = 2; !isFree(name, isOwn && i == 2, own, used); i++) {
            String number = "_" + i;
            name = FitsText.fitting(base, FitsText.ONE_CARD - number.length()) + number;
        }
        used.add(name.toLowerCase(Locale.ROOT));
        return name;
    }

    private static boolean isFree(String name, boolean isOwn, Set<String> own, Set<String> used) {
        String key = name.toLowerCase(Locale.ROOT);
        return !used.contains(key) && (isOwn || !own.contains(key));
    }
}
