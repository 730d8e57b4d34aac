package dev.voyage.api.observations;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.web.ContentNegotiation;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The available formats of a search's rows. */
public enum TableFormat {
    JSON(MediaTypes.JSON, "json", "json"),
    NDJSON(MediaTypes.NDJSON, "ndjson", "ndjson"),
    CSV(MediaTypes.CSV, "csv", "csv"),
    VOTABLE(MediaTypes.VOTABLE, "votable", "vot"),
    FITS(MediaTypes.FITS, "fits", "fits");

    private static final Map<String, TableFormat> ALSO = Map.of(
            MediaTypes.TEXT_XML, VOTABLE, "votable/td", VOTABLE, "votable/b2", VOTABLE, "text/csv;header=present", CSV);

    private final String mediaType;
    private final String word;
    private final String ending;

    TableFormat(String mediaType, String word, String ending) {
        this.mediaType = mediaType;
        this.word = word;
        this.ending = ending;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The value of {@code format=}. */
    public String word() {
        return word;
    }

    /** The extension of a file name. */
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
    static TableFormat named(String parameter, String text) {
        String asked = text.strip()
                .toLowerCase(Locale.ROOT)
                .replace("x-votable xml", "x-votable+xml") // a plus that was not encoded
                .replace(" ", "");
        String bare = asked.replaceAll(";.*", "");
        return Arrays.stream(values())
                .filter(form -> form.word.equals(bare) || form.mediaType.equals(bare))
                .findFirst()
                .or(() -> java.util.Optional.ofNullable(ALSO.getOrDefault(asked, ALSO.get(bare))))
                .orElseThrow(() -> Problem.badParameter(
                        parameter,
                        parameter + " must be json, ndjson, csv, votable or fits, or one of their media types, not "
                                + QuotedText.of(text)));
    }

    /**
     * By {@code Accept}; JSON if any type is accepted.
     *
     * @throws Problem {@link ProblemType#NOT_ACCEPTABLE}
     */
    static TableFormat accepted(String accept) {
        List<String> offered = List.of(
                JSON.mediaType,
                NDJSON.mediaType,
                CSV.mediaType,
                VOTABLE.mediaType,
                MediaTypes.TEXT_XML,
                FITS.mediaType);
        return named("format", ContentNegotiation.best(accept, offered));
    }
}
