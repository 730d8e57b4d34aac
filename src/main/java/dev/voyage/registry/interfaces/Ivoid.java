package dev.voyage.registry.interfaces;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifier of a resource in the registry: {@code ivo://authority/path}, optionally with one of its tables, {@code
 * #table}. "IVOIDs MUST be compared case-insensitively" (IVOA Identifiers 2.0, section 2.1), so the record is kept in
 * lower case, which is also how RegTAP stores it.
 *
 * @param record the registry part
 * @param table as it was written; empty if none is named
 */
public record Ivoid(String record, Optional<String> table) {

    private static final int LONGEST = 255;
    private static final String HEASARC = "ivo://nasa.heasarc/";

    /** Registry part only: a row of a catalogue (?) is not a catalogue. */
    private static final Pattern GRAMMAR =
            Pattern.compile("ivo://[a-z0-9][-a-z0-9_.!~*'()+=]{2,}(?:/[-a-z0-9_.!~*'()+=%:@&,;$]+)*");

    private static final Pattern TABLE = Pattern.compile("[a-z0-9][-a-z0-9_.+]*");
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}<>\"#?][^\\p{Cntrl}<>\"#?]{0,199}");

    /**
     * Parses a full ivoid, or the bare name of a table of HEASARC, in any case; a fragment names one of its tables.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue}
     */
    public static Ivoid of(String catalogue) {
        String written = catalogue.strip();
        int hash = written.indexOf('#');
        String lower = (hash < 0 ? written : written.substring(0, hash)).toLowerCase(Locale.ROOT);
        String full = TABLE.matcher(lower).matches() ? HEASARC + lower : lower;
        Optional<String> table = hash < 0
                ? Optional.empty()
                : Optional.of(PercentCoding.decode(written.substring(hash + 1)).strip());
        boolean named = table.map(name -> NAME.matcher(name).matches()).orElse(true);
        if (full.length() > LONGEST || !GRAMMAR.matcher(full).matches() || !named) {
            throw Problem.invalidField(
                    "catalogue",
                    "a catalogue is a table name such as numaster, an ivoid such as"
                            + " ivo://nasa.heasarc/numaster (with #table where it has several), or the URL of a cone"
                            + " search, not "
                            + QuotedText.of(catalogue));
        }
        return new Ivoid(full, table);
    }

    /** The full text, the same for all spellings of one record and table. */
    public String text() {
        return record + table.map(name -> "#" + name.toLowerCase(Locale.ROOT)).orElse("");
    }

    /** Whether a table of the record may be meant: its name in any case, with or without a schema; any if none is named. */
    public boolean mayMean(String name) {
        return table.map(wanted -> ConePlace.isOneName(name, wanted)).orElse(true);
    }

    /** The table's name, if it is one of HEASARC's. */
    public Optional<String> heasarcTable() {
        return Optional.of(record)
                .filter(t -> t.startsWith(HEASARC))
                .map(t -> t.substring(HEASARC.length()))
                .filter(t -> TABLE.matcher(t).matches())
                .filter(t -> table.isEmpty() || table.get().equalsIgnoreCase(t));
    }

    @Override
    public String toString() {
        return text();
    }
}
