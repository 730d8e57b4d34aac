package dev.voyage.search.played;

import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A catalogue with a cone search and a TAP service, {@value #CATALOGUE}: around each whole degree of right ascension at
 * declination 1 one observation, {@code O} and the degree, exposure the degree too. Cones have fewer columns.
 */
public final class PlayedTap {

    public static final String CATALOGUE = "ivo://archive.test/t";

    private static final String XML = "text/xml";
    private static final Pattern RA = Pattern.compile("RA=(\\d+)");
    private static final Pattern UPLOADED =
            Pattern.compile("<TR><TD>(\\d+)</TD><TD>([\\d.]+)</TD><TD>([\\d.]+)</TD></TR>");

    private final Rig rig;

    public PlayedTap(Rig rig) {
        this.rig = rig;
        rig.played.registry().answersBy(200, XML, this::registered);
        capabilities()
                .answers(200, XML, capabilities("<uploadMethod ivo-id='ivo://ivoa.net/std/TAPRegExt#upload-inline'/>"));
        rig.archive.on("/tcone").answersBy(200, XML, this::cone);
    }

    public Script capabilities() {
        return rig.archive.on("/xtap/capabilities");
    }

    /** The queries: the first one is about the columns. */
    public Script sync() {
        return rig.archive.on("/xtap/sync").answers(200, XML, SCHEMA).then();
    }

    /** Every query about rows is answered. */
    public PlayedTap works() {
        rig.archive
                .on("/xtap/sync")
                .answersBy(200, XML, request -> request.bodyText().contains("UPLOAD") ? rows(request) : schema());
        return this;
    }

    public int cones() {
        return rig.archive.requests("/tcone").size();
    }

    /** The number of queries about rows. */
    public int queries() {
        return (int) rig.archive.requests("/xtap/sync").stream()
                .filter(request -> request.bodyText().contains("UPLOAD"))
                .count();
    }

    public SearchRequest request(int targets, Action action) {
        return request(targets, CATALOGUE, null, action);
    }

    /** The rows around these targets. */
    public SearchRequest request(List<Target> targets) {
        return request(targets, CATALOGUE, null, Action.OBSERVATIONS);
    }

    /** Around the degrees 10, 11 and so on. */
    public SearchRequest request(int targets, String catalogue, String where, Action action) {
        return request(
                IntStream.range(0, targets)
                        .mapToObj(i -> new Target(null, new SkyPosition(10.0 + i, 1)))
                        .toList(),
                catalogue,
                where,
                action);
    }

    private static SearchRequest request(List<Target> targets, String catalogue, String where, Action action) {
        return new SearchRequest(
                targets, List.of(catalogue), 0.25, where, List.of(), List.of(), action, SourcePreference.AUTO);
    }

    public static String capabilities(String inTap) {
        return "<capabilities><capability standardID='ivo://ivoa.net/std/TAP'>" + inTap
                + "</capability></capabilities>";
    }

    private byte[] registered(Received request) {
        String query = request.bodyText();
        String rows;
        String fields;
        if (query.contains("res_table")) {
            fields = field("table_name", "char") + field("table_title", "char");
            rows = tr("s.obs", "Observations");
        } else if (query.contains("tapservice") && query.contains("conesearch")) {
            fields = field("access_url", "char");
            rows = "";
        } else {
            boolean tap = query.contains("std%2Ftap");
            fields = List.of("ivoid", "res_title", "standard_id", "intf_type", "intf_role", "access_url").stream()
                    .map(name -> field(name, "char"))
                    .reduce("", String::concat);
            rows = tr(
                    CATALOGUE,
                    "T",
                    "ivo://ivoa.net/std/" + (tap ? "tap#aux" : "conesearch"),
                    "vs:paramhttp",
                    "std",
                    rig.archive.uri(tap ? "/xtap" : "/tcone?").toString());
        }
        return table(fields, rows, "").getBytes(StandardCharsets.UTF_8);
    }

    private static final String POSITION = field("obsid", "char' ucd='meta.id;meta.main")
            + field("ra", "double' unit='deg' ucd='pos.eq.ra;meta.main")
            + field("dec", "double' unit='deg' ucd='pos.eq.dec;meta.main");

    private static final String SCHEMA = table(
            field("table_name", "char")
                    + field("column_name", "char")
                    + field("datatype", "char")
                    + field("unit", "char")
                    + field("ucd", "char"),
            tr("s.obs", "obsid", "char", "", "meta.id;meta.main")
                    + tr("s.obs", "ra", "double", "deg", "pos.eq.ra;meta.main")
                    + tr("s.obs", "dec", "double", "deg", "pos.eq.dec;meta.main")
                    + tr("s.obs", "exposure", "double", "s", "")
                    + tr("s.obs", "note", "char", "", ""),
            "");

    /** The answer to the query about the columns. */
    public static byte[] schema() {
        return SCHEMA.getBytes(StandardCharsets.UTF_8);
    }

    private byte[] cone(Received request) {
        Matcher ra = RA.matcher(request.query());
        String rows = ra.find() ? tr("O" + ra.group(1), ra.group(1), "1", ra.group(1)) : "";
        return table(POSITION + field("exposure", "double"), rows, "").getBytes(StandardCharsets.UTF_8);
    }

    /** The rows of a query about some positions. */
    public byte[] rows(Received request) {
        return rows(request, (id, ra) -> row(id, ra), "");
    }

    /** The same in another form, and with this behind the rows. */
    public byte[] rows(Received request, BiFunction<Integer, Integer, String> form, String behind) {
        var rows = new StringBuilder();
        for (int[] position : uploaded(request)) {
            rows.append(form.apply(position[0], position[1]));
        }
        return table(
                        field("voyage_target", "int") + POSITION + field("exposure", "double") + field("note", "char"),
                        rows.toString(),
                        behind)
                .getBytes(StandardCharsets.UTF_8);
    }

    public static String row(int id, int ra) {
        return tr("" + id, "O" + ra, "" + ra, "1", "" + ra, "by TAP");
    }

    /** The uploaded positions: id and right ascension. */
    public static List<int[]> uploaded(Received request) {
        List<int[]> positions = new ArrayList<>();
        Matcher row = UPLOADED.matcher(request.bodyText());
        while (row.find()) {
            positions.add(new int[] {Integer.parseInt(row.group(1)), (int) Double.parseDouble(row.group(2))});
        }
        return positions;
    }

    private static String field(String name, String datatype) {
        return "<FIELD name='" + name + "' datatype='" + datatype + "'"
                + (datatype.startsWith("char") ? " arraysize='*'" : "") + "/>";
    }

    private static String tr(String... cells) {
        return "<TR><TD>" + String.join("</TD><TD>", cells) + "</TD></TR>";
    }

    private static String table(String fields, String rows, String behind) {
        return "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE>" + fields
                + "<DATA><TABLEDATA>" + rows + "</TABLEDATA></DATA></TABLE>" + behind + "</RESOURCE></VOTABLE>";
    }

    public static String error(String words) {
        return "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>" + words
                + "</INFO></RESOURCE></VOTABLE>";
    }
}
