package dev.voyage.api;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The forms in which the rows of a search can be had. */
enum TableForm {
    JSON(Frames.JSON, "json", "json"),
    NDJSON(Frames.NDJSON, "ndjson", "ndjson"),
    CSV("text/csv", "csv", "csv"),
    VOTABLE("application/x-votable+xml", "votable", "vot"),
    FITS("application/fits", "fits", "fits");

    private static final Map<String, TableForm> ALSO = Map.of(
            "text/xml", VOTABLE,
            "votable/td", VOTABLE,
            "votable/b2", VOTABLE,
            "text/csv;header=present", CSV);

    private final String mediaType;
    private final String word;
    private final String ending;

    TableForm(String mediaType, String word, String ending) {
        this.mediaType = mediaType;
        this.word = word;
        this.ending = ending;
    }

    String mediaType() {
        return mediaType;
    }

    String word() {
        return word;
    }

    /** Of the name of a file. */
    String ending() {
        return ending;
    }

    /** Whether a browser may show it instead of saving it. */
    boolean isShown() {
        return this == JSON || this == NDJSON;
    }

    /**
     * By {@code format=}, a word or a media type in any case, with or without parameters.
     *
     * @throws Problem {@code BAD_PARAMETER}
     */
    static TableForm named(String parameter, String text) {
        String asked = text.strip()
                .toLowerCase(Locale.ROOT)
                .replace("x-votable xml", "x-votable+xml") // a plus that nobody has encoded
                .replace(" ", "");
        String bare = asked.replaceAll(";.*", "");
        return Arrays.stream(values())
                .filter(form -> form.word.equals(bare) || form.mediaType.equals(bare))
                .findFirst()
                .or(() -> java.util.Optional.ofNullable(ALSO.getOrDefault(asked, ALSO.get(bare))))
                .orElseThrow(() -> Problem.badParameter(
                        parameter,
                        parameter + " must be json, ndjson, csv, votable or fits, or one of their media types, not "
                                + Quoted.of(text)));
    }

    /**
     * By {@code Accept}; JSON where anything will do.
     *
     * @throws Problem {@link Kind#NOT_ACCEPTABLE}
     */
    static TableForm accepted(String accept) {
        List<String> offered =
                List.of(JSON.mediaType, NDJSON.mediaType, CSV.mediaType, VOTABLE.mediaType, "text/xml", FITS.mediaType);
        return named("format", Negotiation.best(accept, offered));
    }
}
