package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which rows of a search are wanted, and in which form. Names of parameters count in any case, and
 * DALI's names for them are known too.
 *
 * @param selected only the rows that were kept, only those that were not; all where empty
 * @param most rows; no limit where empty
 * @param catalogue whose rows, where there are several
 */
record TableAsked(
        TableForm form, boolean binary, Optional<Boolean> selected, OptionalLong most, Optional<String> catalogue) {

    /** In a parameter, or in an Accept that does not like the other serialization as well. */
    private static final Pattern BINARY2 =
            Pattern.compile("votable/b2|(?!.*serialization=\"?tabledata).*serialization=\"?binary2.*");

    private static final Set<String> KNOWN =
            Set.of("format", "responseformat", "serialization", "selected", "maxrec", "catalogue");

    /**
     * @throws Problem {@code BAD_PARAMETER}, {@code NOT_ACCEPTABLE}
     */
    static TableAsked of(String rawQuery, String accept) {
        Query query = Query.dali(rawQuery, KNOWN);
        Optional<String> format = query.one("format");
        Optional<String> response = query.one("responseformat");
        if (format.isPresent() && response.isPresent()) {
            throw Problem.badParameter("format", "format and RESPONSEFORMAT mean the same: give one of them");
        }
        TableForm form = format.map(text -> TableForm.named("format", text))
                .or(() -> response.map(text -> TableForm.named("RESPONSEFORMAT", text)))
                .orElseGet(() -> TableForm.accepted(accept));
        Optional<Boolean> selected = query.one("selected").map(given -> query.flag("selected", true));
        Optional<String> named = format.or(() -> response).or(() -> Optional.ofNullable(accept));
        boolean binary = binary(form, query.one("serialization"), named);
        return new TableAsked(form, binary, selected, most(query.one("maxrec")), query.one("catalogue"));
    }

    private static boolean binary(TableForm form, Optional<String> serialization, Optional<String> format) {
        String named = format.orElse("").toLowerCase(Locale.ROOT);
        String asked = serialization
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse(form == TableForm.VOTABLE && BINARY2.matcher(named).matches() ? "binary2" : "tabledata");
        if (!asked.equals("binary2") && !asked.equals("tabledata")) {
            throw Problem.badParameter(
                    "serialization",
                    "serialization must be tabledata or binary2, not " + Quoted.of(serialization.orElse("")));
        }
        if (serialization.isPresent() && form != TableForm.VOTABLE) {
            throw Problem.badParameter("serialization", "only a VOTable has a serialization, not " + form.word());
        }
        return asked.equals("binary2");
    }

    private static OptionalLong most(Optional<String> maxrec) {
        if (maxrec.isEmpty()) {
            return OptionalLong.empty();
        }
        String text = maxrec.get().strip();
        if (!text.matches("\\d{1,18}")) {
            throw Problem.badParameter(
                    "MAXREC", "MAXREC must be a number of rows, 0 or more, not " + Quoted.of(maxrec.get()));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** Tells answers to different questions apart; for an ETag. */
    String key() {
        return form.word()
                + (binary ? "-b2" : "")
                + selected.map(is -> is ? "-selected" : "-rejected").orElse("")
                + (most.isPresent() ? "-" + most.getAsLong() : "")
                + catalogue.map(of -> "-" + Integer.toHexString(of.hashCode())).orElse("");
    }
}
