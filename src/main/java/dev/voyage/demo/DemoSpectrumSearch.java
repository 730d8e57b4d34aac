package dev.voyage.demo;

import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.DemoField;
import dev.voyage.demo.votable.VotableDocument;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The search for spectra of NuSTAR by Simple Spectral Access: the references of its rows are documents of DataLink, in the columns
 * that the utypes of SSA name; errors have HTTP status 200.
 *
 * @see <a href="https://www.ivoa.net/documents/SSA/20120210/">Simple Spectral Access 1.1</a>
 */
final class DemoSpectrumSearch implements DemoEndpoint {

    private static final double MJD_OF_1970 = 40_587;
    private static final double MILLIS_OF_A_DAY = 86_400_000;
    private static final int MOST_ROWS = 100;

    private static final List<DemoField> FIELDS = List.of(
            DemoField.of("title", "char", "", "meta.title;meta.dataset").utype("ssa:DataID.Title"),
            DemoField.of("publisher_id", "char", "", "meta.ref.ivoid").utype("ssa:Curation.PublisherDID"),
            DemoField.of("target", "char", "", "meta.id;src").utype("ssa:Target.Name"),
            DemoField.of("ra", "double", "deg", "pos.eq.ra"),
            DemoField.of("dec", "double", "deg", "pos.eq.dec"),
            DemoField.of("mid_time", "double", "d", "time.epoch").utype("ssa:Char.TimeAxis.Coverage.Location.Value"),
            DemoField.of("acref", "char", "", "meta.ref.url").utype("ssa:Access.Reference"),
            DemoField.of("format", "char", "", "meta.code.mime").utype("ssa:Access.Format"));

    private final String base;
    private final DemoDataRows data;

    DemoSpectrumSearch(String base, DemoDataRows data) {
        this.base = base;
        this.data = data;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        DaliParameters params = request.params();
        String[] position = params.get("POS").split(",", -1);
        OptionalDouble ra = DemoConeSearch.number(position[0], 0, 360);
        OptionalDouble dec = DemoConeSearch.number(position[position.length - 1], -90, 90);
        OptionalDouble size = DemoConeSearch.number(params.get("SIZE"), 0, 360);
        Optional<double[]> band = range(params.get("BAND"), Double::parseDouble);
        Optional<double[]> time = range(params.get("TIME"), DemoSpectrumSearch::mjd);
        if (!params.get("REQUEST").equalsIgnoreCase("queryData")) {
            return error("REQUEST is queryData, not " + params.get("REQUEST"));
        } else if (position.length != 2 || ra.isEmpty() || dec.isEmpty() || size.isEmpty()) {
            return error("POS is two numbers with a comma between them, and SIZE one");
        } else if (band.isEmpty() || time.isEmpty()) {
            return error("BAND and TIME are ranges: wavelengths and dates with a slash between them");
        }
        List<List<String>> rows = data.around(
                        ra.getAsDouble(), dec.getAsDouble(), size.getAsDouble() / 2, band.get(), time.get())
                .map(this::row)
                .toList();
        int most = (int) Math.min(
                MOST_ROWS, DemoConeSearch.number(params.get("MAXREC"), 0, 1e9).orElse(MOST_ROWS));
        var document = new VotableDocument()
                .info("QUERY_STATUS", rows.size() > most ? "OVERFLOW" : "OK", "")
                .fields(FIELDS);
        rows.stream().limit(most).forEach(document::row);
        return DemoReply.streamed("application/x-votable+xml", document.pieces());
    }

    private List<String> row(DemoObservation it) {
        double[] times = DemoDataRows.times(it);
        double[] position = it.position();
        return List.of(
                "NuSTAR observation of " + it.object(),
                "ivo://nasa.heasarc/numaster?" + it.id(),
                it.object(),
                Double.toString(position[0]),
                Double.toString(position[1]),
                Double.toString((times[0] + times[1]) / 2),
                base + "/xamin/vo/datalink/numaster?id=" + it.id(),
                "application/x-votable+xml;content=datalink");
    }

    /** Both ends of a range; all numbers if the text is empty, and none if it is not understood. */
    private static Optional<double[]> range(String text, Function<String, Double> read) {
        String[] ends = text.split("/", -1);
        String high = ends[ends.length - 1];
        try {
            return ends.length > 2
                    ? Optional.empty()
                    : Optional.of(new double[] {
                        ends[0].isEmpty() ? Double.NEGATIVE_INFINITY : read.apply(ends[0]),
                        high.isEmpty() ? Double.POSITIVE_INFINITY : read.apply(high)
                    });
        } catch (NumberFormatException | DateTimeParseException notUnderstood) {
            return Optional.empty();
        }
    }

    /** A date, or a date and time, in ISO 8601. */
    private static double mjd(String text) {
        LocalDateTime at = text.contains("T")
                ? LocalDateTime.parse(text)
                : LocalDate.parse(text).atStartOfDay();
        return MJD_OF_1970 + at.toInstant(ZoneOffset.UTC).toEpochMilli() / MILLIS_OF_A_DAY;
    }

    private static DemoReply error(String message) {
        return DemoReply.of(200, "application/x-votable+xml", VotableDocument.error(message));
    }
}
