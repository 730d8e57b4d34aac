package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.VotableDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The cone searches of all tables by version 2 of the protocol: one service, with the table as a parameter; parameters in
 * upper case only, and none that is not defined; errors as a VOTable with HTTP status 400.
 *
 * @see <a href="https://www.ivoa.net/documents/ConeSearch/20260529/">Simple Cone Search 2.0, working draft</a>
 */
final class DemoConeSearchTwo implements DemoEndpoint {

    private static final Set<String> DEFINED = Set.of("TABLE", "RA", "DEC", "SR", "MAXREC", "VERB", "RESPONSEFORMAT");
    private static final List<String> NEEDED = List.of("TABLE", "RA", "DEC", "SR");

    private final DemoConeSearch cones;
    private final Map<String, DemoCatalogue> catalogues;

    DemoConeSearchTwo(DemoConeSearch cones, Map<String, DemoCatalogue> catalogues) {
        this.cones = cones;
        this.catalogues = catalogues;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
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
                cones.document(catalogue, params, ra.getAsDouble(), dec.getAsDouble(), radius.getAsDouble())
                        .pieces());
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
