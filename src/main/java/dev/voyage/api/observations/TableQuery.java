package dev.voyage.api.observations;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The requested rows of a search, and their format. Parameter names are case-insensitive, and DALI's names for them are known
 * too.
 *
 * @param selected only the selected rows, only the others; all if empty
 * @param rows the part that depends on the columns
 * @param most maximum number of rows; no limit if empty
 * @param limit the parameter that limits them
 * @param catalogue the catalogue of the rows, if there are several
 */
record TableQuery(
        TableFormat form,
        boolean binary,
        Optional<Boolean> selected,
        RowQuery rows,
        OptionalLong most,
        String limit,
        Optional<String> catalogue) {

    /** In a parameter, or in an Accept that does not accept the other serialization equally. */
    private static final Pattern BINARY2 =
            Pattern.compile("votable/b2|(?!.*serialization=\"?tabledata).*serialization=\"?binary2.*");

    private static final Set<String> KNOWN = Stream.concat(
                    Stream.of("format", "responseformat", "serialization", "selected", "maxrec", "limit", "catalogue"),
                    RowQuery.KNOWN.stream())
            .collect(Collectors.toUnmodifiableSet());

    /**
     * @throws Problem {@code BAD_PARAMETER}, {@code BAD_CONDITION}, {@code NOT_ACCEPTABLE}
     */
    static TableQuery of(String rawQuery, String accept) {
        QueryParameters query = QueryParameters.dali(rawQuery, KNOWN);
        Optional<String> format = query.one("format");
        Optional<String> response = query.one("responseformat");
        if (format.isPresent() && response.isPresent()) {
            throw Problem.badParameter("format", "format and RESPONSEFORMAT mean the same: give one of them");
        }
        TableFormat form = format.map(text -> TableFormat.named("format", text))
                .or(() -> response.map(text -> TableFormat.named("RESPONSEFORMAT", text)))
                .orElseGet(() -> TableFormat.accepted(accept));
        Optional<Boolean> selected = query.one("selected").map(given -> query.flag("selected", true));
        Optional<String> named = format.or(() -> response).or(() -> Optional.ofNullable(accept));
        boolean binary = binary(form, query.one("serialization"), named);
        Optional<String> limit = query.one("limit");
        Optional<String> maxrec = query.one("maxrec");
        if (limit.isPresent() && maxrec.isPresent()) {
            throw Problem.badParameter("limit", "limit and MAXREC mean the same: give one of them");
        }
        String word = limit.isPresent() ? "limit" : "MAXREC";
        return new TableQuery(
                form,
                binary,
                selected,
                RowQuery.of(query),
                most(word, limit.or(() -> maxrec)),
                word,
                query.one("catalogue"));
    }

    private static boolean binary(TableFormat form, Optional<String> serialization, Optional<String> format) {
        String named = format.orElse("").toLowerCase(Locale.ROOT);
        String asked = serialization
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .orElse(form == TableFormat.VOTABLE && BINARY2.matcher(named).matches() ? "binary2" : "tabledata");
        if (!asked.equals("binary2") && !asked.equals("tabledata")) {
            throw Problem.badParameter(
                    "serialization",
                    "serialization must be tabledata or binary2, not " + QuotedText.of(serialization.orElse("")));
        }
        if (serialization.isPresent() && form != TableFormat.VOTABLE) {
            throw Problem.badParameter("serialization", "only a VOTable has a serialization, not " + form.word());
        }
        return asked.equals("binary2");
    }

    private static OptionalLong most(String parameter, Optional<String> given) {
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        String text = given.get().strip();
        if (!text.matches("\\d{1,18}")) {
            throw Problem.badParameter(
                    parameter, parameter + " must be a number of rows, 0 or more, not " + QuotedText.of(given.get()));
        }
        return OptionalLong.of(Long.parseLong(text));
    }

    /** Distinguishes the responses to different queries; for an ETag. */
    String key() {
        return form.word()
                + (binary ? "-b2" : "")
                + selected.map(is -> is ? "-selected" : "-rejected").orElse("")
                + rows.key()
                + (most.isPresent() ? "-" + most.getAsLong() : "")
                + catalogue.map(of -> "-" + Integer.toHexString(of.hashCode())).orElse("");
    }
}
