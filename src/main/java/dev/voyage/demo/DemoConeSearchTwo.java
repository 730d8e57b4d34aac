package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.regtap.AdqlTokens.NotUnderstood;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.tap.TapUpload;
import dev.voyage.demo.votable.VotableDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The cone searches of all tables by version 2 of the protocol: one service, with the table as a parameter; parameters in
 * upper case only, and none that is not defined; a table of positions in place of one; errors as a VOTable with HTTP status 400.
 *
 * @see <a href="https://www.ivoa.net/documents/ConeSearch/20260529/">Simple Cone Search 2.0, working draft</a>
 */
final class DemoConeSearchTwo implements DemoEndpoint {

    private static final Set<String> DEFINED =
            Set.of("TABLE", "RA", "DEC", "SR", "MAXREC", "VERB", "RESPONSEFORMAT", "UPLOAD");
    private static final List<String> NEEDED = List.of("TABLE", "RA", "DEC", "SR");

    private final DemoConeSearch cones;
    private final Map<String, DemoCatalogue> catalogues;

    DemoConeSearchTwo(DemoConeSearch cones, Map<String, DemoCatalogue> catalogues) {
        this.cones = cones;
        this.catalogues = catalogues;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        Map<String, String> form = TapUpload.parameters(request);
        if (!form.getOrDefault("UPLOAD", "").isEmpty()) {
            return union(form);
        }
        for (String name : names(request.rawQuery())) {
            if (!DEFINED.contains(name)) {
                return error("Unknown parameter " + name);
            }
        }
        DaliParameters params = request.params();
        for (String name : NEEDED) {
            if (params.get(name).isEmpty()) {
                return error("Parameter " + name + " is missing");
            }
        }
        DemoCatalogue catalogue = catalogues.get(params.get("TABLE"));
        if (catalogue == null) {
            return error("No table " + params.get("TABLE"));
        }
        OptionalDouble ra = DemoConeSearch.number(params.get("RA"), 0, 360);
        OptionalDouble dec = DemoConeSearch.number(params.get("DEC"), -90, 90);
        OptionalDouble radius = DemoConeSearch.number(params.get("SR"), 0, 180);
        if (ra.isEmpty() || dec.isEmpty() || radius.isEmpty()) {
            return error("RA, DEC or SR is no number of degrees in its range");
        }
        return DemoReply.streamed(
                "application/x-votable+xml",
                cones.document(
                                catalogue,
                                params,
                                List.of(new DemoConeSearch.Circle(
                                        ra.getAsDouble(), dec.getAsDouble(), radius.getAsDouble())))
                        .pieces());
    }

    /** The rows around all positions of an uploaded table, each once. */
    private DemoReply union(Map<String, String> form) {
        DemoCatalogue catalogue = catalogues.get(form.getOrDefault("TABLE", ""));
        if (catalogue == null) {
            return error("No table " + form.get("TABLE"));
        }
        try {
            List<DemoConeSearch.Circle> circles =
                    TapUpload.rows(form).stream().map(DemoConeSearchTwo::circle).toList();
            return DemoReply.streamed(
                    "application/x-votable+xml",
                    cones.document(
                                    catalogue,
                                    new DaliParameters("VERB=" + form.getOrDefault("VERB", "") + "&MAXREC="
                                            + form.getOrDefault("MAXREC", "")),
                                    circles)
                            .pieces());
        } catch (NotUnderstood refused) {
            return error(refused.getMessage());
        }
    }

    private static DemoConeSearch.Circle circle(Map<String, String> cells) {
        OptionalDouble ra = DemoConeSearch.number(cell(cells, "ra"), 0, 360);
        OptionalDouble dec = DemoConeSearch.number(cell(cells, "dec"), -90, 90);
        OptionalDouble radius = DemoConeSearch.number(cell(cells, "sr"), 0, 180);
        if (ra.isEmpty() || dec.isEmpty() || radius.isEmpty()) {
            throw new NotUnderstood("A row of the uploaded table has no RA, DEC and SR in degrees");
        }
        return new DemoConeSearch.Circle(ra.getAsDouble(), dec.getAsDouble(), radius.getAsDouble());
    }

    private static String cell(Map<String, String> cells, String column) {
        return Objects.requireNonNullElse(cells.get(column), "");
    }

    private static List<String> names(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(parameter -> !parameter.isEmpty())
                .map(parameter -> DaliParameters.decode(parameter.replaceFirst("=.*", "")))
                .toList();
    }

    private static DemoReply error(String message) {
        return DemoReply.of(400, "application/x-votable+xml", VotableDocument.error(message));
    }
}
