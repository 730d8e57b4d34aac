package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The identifier of a resource in the registry: {@code ivo://authority/path}. "IVOIDs MUST be
 * compared case-insensitively" (IVOA Identifiers 2.0, section 2.1), so it is kept in lower case,
 * which is also how RegTAP stores it.
 */
record Ivoid(String text) {

    private static final int LONGEST = 255;
    private static final String HEASARC = "ivo://nasa.heasarc/";

    /** Registry part only: who names a row of a catalogue (?, #) has not named a catalogue. */
    private static final Pattern GRAMMAR =
            Pattern.compile("ivo://[a-z0-9][-a-z0-9_.!~*'()+=]{2,}(?:/[-a-z0-9_.!~*'()+=%:@&,;$]+)*");

    private static final Pattern TABLE = Pattern.compile("[a-z0-9][-a-z0-9_.+]*");

    /**
     * A full ivoid, or the bare name of a table of HEASARC, any case.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code catalogue}
     */
    static Ivoid of(String catalogue) {
        String lower = catalogue.strip().toLowerCase(Locale.ROOT);
        String full = TABLE.matcher(lower).matches() ? HEASARC + lower : lower;
        if (full.length() > LONGEST || !GRAMMAR.matcher(full).matches()) {
            throw Problem.badParameter(
                    "catalogue",
                    "a catalogue is a table name such as numaster, an ivoid such as"
                            + " ivo://nasa.heasarc/numaster, or the URL of a cone search, not "
                            + Quoted.of(catalogue));
        }
        return new Ivoid(full);
    }

    /** The table it is, where it is one of HEASARC's. */
    Optional<String> heasarcTable() {
        return Optional.of(text)
                .filter(t -> t.startsWith(HEASARC))
                .map(t -> t.substring(HEASARC.length()))
                .filter(t -> TABLE.matcher(t).matches());
    }

    @Override
    public String toString() {
        return text;
    }
}
