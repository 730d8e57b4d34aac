package dev.voyage.api.files;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.preview.PreviewKind;
import dev.voyage.preview.PreviewRequest;
import dev.voyage.preview.picture.Stretch;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The parameters of previews. */
final class PreviewQuery {

    private static final Set<String> KNOWN = Set.of("preview", "size", "stretch", "hdu", "column", "bins");
    private static final int LEAST_SIZE = 16;
    private static final int MOST_HDU = 9999;

    private PreviewQuery() {}

    /**
     * @param query of the request line, or null
     * @return the preview requested; empty if the query is empty
     * @throws Problem {@code BAD_PARAMETER} naming the parameter
     */
    static Optional<PreviewRequest> of(String query) {
        QueryParameters parameters = QueryParameters.of(query, KNOWN);
        Optional<String> preview = parameters.one("preview");
        if (preview.isEmpty()) {
            parameters.values().keySet().stream().findFirst().ifPresent(name -> {
                throw Problem.badParameter(name, name + " belongs to a preview; give preview=png as well");
            });
            return Optional.empty();
        }
        PreviewKind kind = PreviewKind.of(preview.get())
                .orElseThrow(() -> wrong("preview", preview.get(), names(PreviewKind.values())));
        for (String name : parameters.values().keySet()) {
            if (!name.equals("preview") && !kind.parameters().contains(name)) {
                String right = kind.parameters().isEmpty()
                        ? "it takes no parameters"
                        : "it takes " + String.join(", ", new TreeSet<>(kind.parameters()));
                throw Problem.badParameter(name, name + " is no parameter of preview=" + kind.text() + "; " + right);
            }
        }
        return Optional.of(new PreviewRequest(
                kind,
                size(parameters),
                parameters
                        .one("stretch")
                        .map(text ->
                                Stretch.of(text).orElseThrow(() -> wrong("stretch", text, names(Stretch.values()))))
                        .orElse(Stretch.ASINH),
                hdu(parameters),
                parameters.one("column").orElse(""),
                parameters.count("bins", PreviewRequest.DEFAULT_BINS, PreviewRequest.MOST_BINS)));
    }

    private static int size(QueryParameters parameters) {
        int size = parameters.count("size", PreviewRequest.DEFAULT_SIZE, PreviewRequest.MOST_SIZE);
        if (size < LEAST_SIZE) {
            throw wrong("size", Integer.toString(size), LEAST_SIZE + " to " + PreviewRequest.MOST_SIZE);
        }
        return size;
    }

    private static int hdu(QueryParameters parameters) {
        return parameters
                .one("hdu")
                .map(text -> {
                    if (!text.matches("\\d{1,4}")) {
                        throw wrong("hdu", text, "a number from 0 to " + MOST_HDU);
                    }
                    return Integer.parseInt(text);
                })
                .orElse(PreviewRequest.ANY_HDU);
    }

    private static String names(Enum<?>[] values) {
        return Arrays.stream(values)
                .map(value -> value.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    private static Problem wrong(String name, String text, String right) {
        return Problem.badParameter(name, name + " must be " + right + ", not " + QuotedText.of(text));
    }
}
