package dev.voyage.search.run;

import dev.voyage.coding.Sha256;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The paths of one search's files. Each is assigned once, and the top folder of a path belongs to one observation: if another has
 * the same name already, or one that is equal on a file system that ignores case, trailing blanks or Unicode composition, the
 * name ends in {@code ~} and 16 hexadecimal digits, those of the observation's own id if it has them.
 */
public final class UniquePaths {

    /** The last name of a path. */
    public static String nameIn(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Maximum bytes of a name on common file systems. */
    private static final int LONGEST_NAME = 255;

    private static final int DIGITS = 16;
    private static final Pattern DIGITS_OF_ID = Pattern.compile("~[0-9a-f]{16}$");
    private static final Pattern END = Pattern.compile("[. ]+$");

    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> repetitions = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();

    /** A path was assigned in an earlier run of the search. */
    synchronized void take(String path, String observation, String prefix) {
        taken.add(path);
        owners.putIfAbsent(folded(prefix + top(path.substring(prefix.length()))), observation);
    }

    /**
     * The path of a file.
     *
     * @param prefix of the catalogue, with its slash, or empty
     * @param listed its path in the observation: a folder, a slash and more
     * @return below the observation's folder; with {@code ~2}, {@code ~3} at its end if the observation has such a file already
     */
    public synchronized String place(String observation, String prefix, String listed) {
        String top = top(listed);
        return unique(prefix + folder(observation, prefix, top) + listed.substring(top.length()));
    }

    /** As {@link #place}, for a file with a link of its own: a number is inserted before the extension of its name. */
    public synchronized String placeLinked(String observation, String prefix, String top, String name) {
        String folder = prefix + folder(observation, prefix, top) + "/";
        String free = folder + name;
        for (int number = 2; !taken.add(free); number++) {
            free = folder + LinkNames.numbered(name, number);
        }
        return free;
    }

    private String folder(String observation, String prefix, String top) {
        String folder = top;
        for (int i = 1;
                !observation.equals(owners.computeIfAbsent(folded(prefix + folder), free -> observation));
                i++) {
            String end = digits(observation) + (i == 1 ? "" : "~" + i);
            folder = cut(top, LONGEST_NAME - end.length()) + end;
        }
        return folder;
    }

    private String unique(String path) {
        String free = path;
        while (!taken.add(free)) {
            free = path + "~" + (repetitions.merge(path, 1, Integer::sum) + 1);
        }
        return free;
    }

    private static String top(String path) {
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    /** Equal for names that some file systems treat as equal. */
    private static String folded(String name) {
        String composed = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return END.matcher(composed).replaceFirst("");
    }

    private static String digits(String observation) {
        Matcher own = DIGITS_OF_ID.matcher(observation);
        if (own.find()) {
            return own.group();
        }
        return "~" + Sha256.hex(observation).substring(0, DIGITS);
    }

    /** The longest prefix that fits, of whole characters. */
    private static String cut(String name, int mostBytes) {
        int end = name.length();
        while (name.substring(0, end).getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            end = name.offsetByCodePoints(end, -1);
        }
        return name.substring(0, end);
    }
}
