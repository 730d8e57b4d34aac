package dev.voyage.demo;

import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.files.ContentCache;
import dev.voyage.demo.files.DemoFile;
import dev.voyage.demo.files.DemoFileTree;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.DemoField;
import dev.voyage.demo.votable.VotableDocument;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The search for images of NuSTAR by Simple Image Access 2: circles, intervals of wavelength and of time, MAXREC; the columns of
 * ObsCore; errors as a VOTable with HTTP status 400. An image is found if its field touches the circle.
 *
 * @see <a href="https://www.ivoa.net/documents/SIA/20151223/">Simple Image Access 2.0</a>
 */
final class DemoImageSearch implements DemoEndpoint {

    private static final int MOST_ROWS = 100;

    private static final List<DemoField> FIELDS = List.of(
            DemoField.of("dataproduct_type", "char", "", "meta.code.class"),
            DemoField.of("calib_level", "int", "", "meta.code;obs.calib"),
            DemoField.of("obs_collection", "char", "", "meta.id"),
            DemoField.of("obs_id", "char", "", "meta.id"),
            DemoField.of("obs_publisher_did", "char", "", "meta.ref.ivoid"),
            DemoField.of("target_name", "char", "", "meta.id;src"),
            DemoField.of("s_ra", "double", "deg", "pos.eq.ra"),
            DemoField.of("s_dec", "double", "deg", "pos.eq.dec"),
            DemoField.of("s_fov", "double", "deg", "phys.angSize;instr.fov"),
            DemoField.of("t_min", "double", "d", "time.start;obs.exposure"),
            DemoField.of("t_max", "double", "d", "time.end;obs.exposure"),
            DemoField.of("t_exptime", "double", "s", "time.duration;obs.exposure"),
            DemoField.of("em_min", "double", "m", "em.wl;stat.min"),
            DemoField.of("em_max", "double", "m", "em.wl;stat.max"),
            DemoField.of("access_url", "char", "", "meta.ref.url"),
            DemoField.of("access_format", "char", "", "meta.code.mime"),
            DemoField.of("access_estsize", "long", "kbyte", "phys.size;meta.file"));

    private final String base;
    private final DemoDataRows data;
    private final DemoFileTree tree;
    private final ContentCache contents;

    DemoImageSearch(String base, DemoDataRows data, DemoFileTree tree, ContentCache contents) {
        this.base = base;
        this.data = data;
        this.tree = tree;
        this.contents = contents;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        DaliParameters params = request.params();
        String[] circle = params.get("POS").split(" ", -1);
        boolean isCircle = circle.length == 4 && circle[0].equals("CIRCLE");
        OptionalDouble ra = DemoConeSearch.number(isCircle ? circle[1] : "", 0, 360);
        OptionalDouble dec = DemoConeSearch.number(isCircle ? circle[2] : "", -90, 90);
        OptionalDouble radius = DemoConeSearch.number(isCircle ? circle[3] : "", 0, 180);
        Optional<double[]> band = interval(params.get("BAND"));
        Optional<double[]> time = interval(params.get("TIME"));
        if (ra.isEmpty() || dec.isEmpty() || radius.isEmpty()) {
            return error("UsageFault: POS is CIRCLE with three numbers here, not " + params.get("POS"));
        } else if (band.isEmpty() || time.isEmpty()) {
            return error("UsageFault: BAND and TIME are one or two numbers");
        }
        List<List<String>> rows = data.around(
                        ra.getAsDouble(), dec.getAsDouble(), radius.getAsDouble(), band.get(), time.get())
                .flatMap(it -> image(it).map(file -> row(it, file)).stream())
                .toList();
        int most = (int) Math.min(
                MOST_ROWS, DemoConeSearch.number(params.get("MAXREC"), 0, 1e9).orElse(MOST_ROWS));
        var document = new VotableDocument().ok().fields(FIELDS);
        rows.stream().limit(most).forEach(document::row);
        return DemoReply.streamed(
                "application/x-votable+xml", (rows.size() > most ? document.overflow() : document).pieces());
    }

    private Optional<DemoFile> image(DemoObservation it) {
        return it.directories().stream()
                .flatMap(path -> tree.directory(DemoFileTree.normal(path) + "/event_cl").stream())
                .flatMap(directory -> directory.files().values().stream())
                .filter(file -> file.name().contains("_sk."))
                .findFirst();
    }

    private List<String> row(DemoObservation it, DemoFile file) {
        double[] times = DemoDataRows.times(it);
        double[] position = it.position();
        return List.of(
                "image",
                "2",
                "NuSTAR",
                it.id(),
                "ivo://nasa.heasarc/numaster?" + it.id() + "/" + file.name(),
                it.object(),
                Double.toString(position[0]),
                Double.toString(position[1]),
                Double.toString(DemoDataRows.FIELD_ARCMIN / 60),
                Double.toString(times[0]),
                Double.toString(times[1]),
                it.get("exposure_a"),
                Double.toString(DemoDataRows.BAND[0]),
                Double.toString(DemoDataRows.BAND[1]),
                base + "/FTP/" + file.path(),
                "image/fits",
                Integer.toString((contents.of(file).length + 999) / 1000));
    }

    /** The interval; all numbers if the text is empty, and none if it is not understood. */
    private static Optional<double[]> interval(String text) {
        String[] ends = text.replace("Inf", "Infinity").split(" ", -1);
        OptionalDouble low = end(text.isEmpty() ? "-Infinity" : ends[0]);
        OptionalDouble high = end(text.isEmpty() ? "Infinity" : ends[ends.length - 1]);
        return ends.length > 2 || low.isEmpty() || high.isEmpty()
                ? Optional.empty()
                : Optional.of(new double[] {low.getAsDouble(), high.getAsDouble()});
    }

    private static OptionalDouble end(String text) {
        return DemoConeSearch.number(text, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static DemoReply error(String message) {
        return DemoReply.of(400, "application/x-votable+xml", VotableDocument.error(message));
    }
}
