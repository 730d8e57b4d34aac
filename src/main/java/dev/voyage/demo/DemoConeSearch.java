package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.DemoField;
import dev.voyage.demo.votable.VotableDocument;
import dev.voyage.demo.votable.VotableSerialization;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The cone search of all tables, with HEASARC's behaviour: errors are HTTP 200 with QUERY_STATUS=ERROR, and rows have
 * {@code Search_Offset} (arcmin) when {@code showoffsets} is requested.
 */
final class DemoConeSearch implements DemoEndpoint {

    private static final DemoField OFFSET = new DemoField(
            "Search_Offset",
            "",
            "double",
            "",
            "pos.angDistance",
            "F4",
            1,
            "",
            "Angular distance from the search position (arcmin)");
    private static final double RECORDED_RA = 61.81861303;
    private static final double RECORDED_DEC = 3.7071705;

    private final String base;
    private final Map<String, DemoCatalogue> catalogues;

    DemoConeSearch(String base, Map<String, DemoCatalogue> catalogues) {
        this.base = base;
        this.catalogues = catalogues;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        DaliParameters params = request.params();
        DemoCatalogue catalogue = catalogues.get(params.get("TABLE"));
        if (catalogue == null) {
            return error("Table " + params.get("TABLE") + " not found");
        }
        OptionalDouble ra = number(params.get("RA"), 0, 360);
        OptionalDouble dec = number(params.get("DEC"), -90, 90);
        OptionalDouble radius = number(params.get("SR", "" + catalogue.defaultRadiusDeg()), 0, 180);
        if (ra.isEmpty()) {
            return error("Error in input RA value: " + params.get("RA"));
        }
        if (dec.isEmpty()) {
            return error("Error in input DEC value: " + params.get("DEC"));
        }
        if (radius.isEmpty()) {
            return error("Error in input SR value: " + params.get("SR"));
        }
        return DemoReply.streamed(
                DemoReply.VOTABLE,
                document(
                                catalogue,
                                params,
                                List.of(new Circle(ra.getAsDouble(), dec.getAsDouble(), radius.getAsDouble())))
                        .pieces());
    }

    /** A position and a radius, in degrees. */
    record Circle(double ra, double dec, double radius) {

        boolean contains(DemoObservation observation) {
            return radius > 0 && observation.arcminTo(ra, dec) <= radius * 60;
        }
    }

    /** The answer to a valid request: the rows in any of the circles, each once. */
    VotableDocument document(DemoCatalogue catalogue, DaliParameters params, List<Circle> circles) {
        int verb = (int) number(params.get("VERB"), 1, 3).orElse(2);
        int most = (int) number(params.get("MAXREC"), 0, 1e9).orElse(catalogue.limit());
        List<DemoField> fields = new ArrayList<>(
                catalogue.fields().stream().filter(it -> it.verb() <= verb).toList());
        if (params.has("SHOWOFFSETS")) {
            fields.add(OFFSET);
        }
        var document = new VotableDocument()
                .ok()
                .table("heasarc_" + catalogue.table(), catalogue.title())
                .fields(fields)
                .serialization(serialization(catalogue, params));
        List<List<String>> rows = rows(catalogue, fields, circles);
        int shown = Math.min(rows.size(), Math.min(most, catalogue.limit()));
        rows.subList(0, shown).forEach(document::row);
        if (shown < rows.size()) {
            document.overflow();
        }
        return catalogue.describesLinksFirst()
                ? document.resourceBefore(catalogue.linkDescriptor(base))
                : document.resourceAfter(catalogue.linkDescriptor(base));
    }

    private static List<List<String>> rows(DemoCatalogue catalogue, List<DemoField> fields, List<Circle> circles) {
        List<List<String>> rows = new ArrayList<>();
        for (DemoObservation observation : catalogue.observations()) {
            circles.stream()
                    .filter(circle -> circle.contains(observation))
                    .findFirst()
                    .ifPresent(circle -> rows.add(fields.stream()
                            .map(it -> it.equals(OFFSET)
                                    ? offset(observation, circle.ra(), circle.dec())
                                    : observation.get(it.name()))
                            .toList()));
        }
        return rows;
    }

    /** The offset that HEASARC gave, if it was recorded; else the distance. */
    private static String offset(DemoObservation observation, double ra, double dec) {
        boolean asRecorded = ra == RECORDED_RA && dec == RECORDED_DEC;
        if (asRecorded && !observation.get("@offset").isEmpty()) {
            return observation.get("@offset");
        }
        return observation.get("ra").isEmpty() ? "" : Double.toString(observation.arcminTo(ra, dec));
    }

    private static VotableSerialization serialization(DemoCatalogue catalogue, DaliParameters params) {
        String format = params.get("RESPONSEFORMAT");
        if (format.contains("td") || format.contains("tabledata")) {
            return VotableSerialization.TABLEDATA;
        }
        if (format.contains("b2") || format.contains("binary2")) {
            return VotableSerialization.BINARY2;
        }
        return catalogue.serialization();
    }

    static OptionalDouble number(String text, double least, double most) {
        try {
            double number = Double.parseDouble(text);
            boolean inRange = number >= least && number <= most;
            return inRange ? OptionalDouble.of(number) : OptionalDouble.empty();
        } catch (NumberFormatException notANumber) {
            return OptionalDouble.empty();
        }
    }

    private static DemoReply error(String message) {
        return DemoReply.of(
                200, DemoReply.VOTABLE, VotableDocument.error("Error[s] detected in query preprocessing: " + message));
    }
}
