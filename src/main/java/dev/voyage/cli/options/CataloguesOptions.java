package dev.voyage.cli.options;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage catalogues}. */
@Command(
        name = "catalogues",
        description = {
            "Search the registry for catalogues by keywords, or for those around a place.",
            "With --near, catalogues whose coverage contains the place come first, then those with a coverage near it; of"
                    + " each the smallest coverage first."
        },
        footer = {
            "",
            "Examples:",
            "  voyage catalogues nustar",
            "  voyage catalogues --near \"3C 105\" x-ray",
        })
public final class CataloguesOptions {

    @Parameters(
            paramLabel = "KEYWORD",
            arity = "0..*",
            description = "Words that must all occur in the description of a catalogue; needed without --near.")
    public List<String> keywords = new ArrayList<>();

    @Option(
            names = "--near",
            paramLabel = "PLACE",
            description = "A name, or coordinates as text: only catalogues with a coverage around this place.")
    public String near;

    @Option(
            names = {"-r", "--radius"},
            paramLabel = "RADIUS",
            converter = Radius.class,
            description = "Radius around the place, in degrees or with a unit: \"5 arcmin\", 30arcsec (default: 1.0).")
    public Double radiusDeg;

    @Option(
            names = "--unknown",
            description = "With --near: list catalogues whose coverage the registry does not know behind the others.")
    public boolean unknown;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "Maximum number of results (default: ${DEFAULT-VALUE}).")
    public int limit;

    @Option(
            names = "--server",
            paramLabel = "URL",
            description =
                    "Ask this service, instead of the registry from here. A secret in VOYAGE_TOKEN is sent as bearer"
                            + " token.")
    public String server;

    @Option(names = "--json", description = "Print one JSON object per line.")
    public boolean json;

    @Mixin
    public CommonOptions common;

    /** The mistake in the options together, if there is one. */
    public Optional<String> mistake() {
        if (near == null && keywords.isEmpty()) {
            return Optional.of("give a KEYWORD, or a place with --near");
        }
        return near == null && (radiusDeg != null || unknown)
                ? Optional.of("--radius and --unknown go with a place: --near \"3C 105\"")
                : Optional.empty();
    }

    /** The keywords as one text; empty if there are none. */
    public Optional<String> words() {
        return keywords.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", keywords));
    }
}
