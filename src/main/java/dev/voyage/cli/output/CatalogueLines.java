package dev.voyage.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** Catalogues of the registry as lines for people. */
public final class CatalogueLines {

    private CatalogueLines() {}

    /** One catalogue, as the service sends it: its ivoid and title, behind its coverage if it was found by a place. */
    public static String of(JsonNode catalogue) {
        String named = catalogue.path("ivoid").asText() + "  "
                + catalogue.path("title").asText();
        return TerminalText.of(coverage(catalogue) + named);
    }

    private static String coverage(JsonNode catalogue) {
        if (!catalogue.has("coverage")) {
            return "";
        }
        JsonNode area = catalogue.path("coverageSquareDeg");
        String text = area.isNumber() ? String.format(Locale.ROOT, "%.1f", area.asDouble()) : "-";
        return String.format(
                Locale.ROOT, "%-8s  %7s deg²  ", catalogue.path("coverage").asText(), text);
    }

    /**
     * How many catalogues there are around a place, as the service sends it.
     *
     * @param listed how many of them are printed
     */
    public static String counts(JsonNode place, int listed) {
        int contains = place.path("contains").asInt();
        int near = place.path("near").asInt();
        int unknown = place.path("unknown").asInt();
        String atLeast = place.path("truncated").asBoolean() ? "at least " : "";
        String rest = listed < contains + near + unknown ? "; the first " + listed + " are listed" : "";
        return "the coverages of " + atLeast + HumanNumbers.of(contains, "catalogue") + " contain the place, those of "
                + near + " are near it"
                + (place.has("unknown") ? ", those of " + unknown + " are unknown" : "")
                + rest;
    }
}
