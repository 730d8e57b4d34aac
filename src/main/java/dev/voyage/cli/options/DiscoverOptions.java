package dev.voyage.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage discover}. */
@Command(
        name = "discover",
        description = {
            "Count the rows of the catalogues around a place, and print each catalogue as soon as it has answered.",
            "The catalogues are those of: voyage catalogues --near PLACE. Rows are counted, not kept."
        },
        footer = {
            "",
            "Exit codes: 0 all catalogues counted, 3 some failed, skipped or not asked, 4 no catalogue around the place, 5 failed.",
            "",
            "Examples:",
            "  voyage discover \"3C 105\"",
            "  voyage discover \"3C 105\" x-ray --radius \"5 arcmin\" --limit 50",
        })
public final class DiscoverOptions {

    @Parameters(index = "0", paramLabel = "PLACE", description = "A name, or coordinates as text.")
    public String place;

    @Parameters(
            index = "1..*",
            arity = "0..*",
            paramLabel = "KEYWORD",
            description = "Words that must all occur in the description of a catalogue.")
    public List<String> keywords = new ArrayList<>();

    @Option(
            names = {"-r", "--radius"},
            paramLabel = "RADIUS",
            converter = Radius.class,
            description = "Radius around the place, in degrees or with a unit: \"5 arcmin\", 30arcsec (default: 1.0).")
    public Double radiusDeg;

    @Option(
            names = "--unknown",
            description = "Ask catalogues whose coverage the registry does not know behind the others.")
    public boolean unknown;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Maximum number of catalogues that are asked, up to 200 (default: ${DEFAULT-VALUE}).")
    public int limit;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Let this service ask them. A broken connection is resumed. A secret in VOYAGE_TOKEN is sent as"
                            + " bearer token.")
    public String server;

    @Option(names = "--json", description = "Print one JSON object for each event.")
    public boolean json;

    @Mixin
    public CommonOptions common;

    /** The keywords as one text; empty if there are none. */
    public Optional<String> words() {
        return keywords.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", keywords));
    }
}
