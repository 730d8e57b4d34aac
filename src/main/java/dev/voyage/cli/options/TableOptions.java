package dev.voyage.cli.options;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options for a table of observations. */
public final class TableOptions {

    private static final List<String> FORMATS = List.of("csv", "votable", "fits", "json", "ndjson");

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description =
                    "Write the observations as a table: csv, votable, fits, json, ndjson (default: by the ending of"
                            + " --output).")
    String format;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "File for the table; - for standard output, where nothing else is printed then.")
    Path output;

    /** Whether there is to be a table. */
    public boolean isAsked() {
        return format != null || output != null;
    }

    /** The file; empty for standard output. */
    public Optional<Path> file() {
        return Optional.ofNullable(output).filter(path -> !path.toString().equals("-"));
    }

    /**
     * The format of the table.
     *
     * @throws Problem {@code BAD_PARAMETER} if it is none of the possible ones, or the file does not show it
     */
    public String format() {
        if (format != null) {
            String word = format.toLowerCase(Locale.ROOT);
            if (!FORMATS.contains(word)) {
                throw Problem.badParameter(
                        "format",
                        "--format must be one of " + String.join(", ", FORMATS) + ", not " + QuotedText.of(format));
            }
            return word;
        }
        String name = output.toString().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        return switch (ending) {
            case "vot", "xml" -> "votable";
            case "fit" -> "fits";
            default -> {
                if (!FORMATS.contains(ending)) {
                    throw Problem.badParameter(
                            "format",
                            "give --format csv, votable, fits or json: the name of the file does not show it");
                }
                yield ending;
            }
        };
    }
}
