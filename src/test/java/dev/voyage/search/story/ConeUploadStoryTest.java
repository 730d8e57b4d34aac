package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.sky.SkyPosition;
import dev.voyage.testsupport.Received;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many targets at a cone search of version 2: one table for all, and one cone for each wherever its answer leaves a doubt. */
class ConeUploadStoryTest extends WithRig {

    private static final String XML = "application/x-votable+xml";
    private static final int TARGETS = 12;
    private static final double RADIUS_DEG = 0.25;
    private static final Pattern UPLOADED =
            Pattern.compile("<TR><TD>([\\d.]+)</TD><TD>([\\d.]+)</TD><TD>([\\d.]+)</TD></TR>");
    private static final Pattern CONE = Pattern.compile("RA=([\\d.]+)&DEC=([\\d.]+)&SR=([\\d.]+)&VERB=(\\d)");

    /** A row of the catalogue. */
    private record Star(String id, double raDeg, double decDeg) {

        boolean isIn(double[] cone) {
            return new SkyPosition(cone[0], cone[1]).offsetArcmin(new SkyPosition(raDeg, decDeg)) <= cone[2] * 60;
        }

        String tr(boolean all) {
            return "<TR><TD>" + id + "</TD><TD>" + raDeg + "</TD><TD>" + decDeg + "</TD>" + (all ? "<TD>7</TD>" : "")
                    + "</TR>";
        }
    }

    private final List<Star> sky = new ArrayList<>();

    @BeforeEach
    void catalogue() {
        rig.played.registry().answersBy(200, XML, this::registered);
        IntStream.range(0, TARGETS).forEach(i -> sky.add(new Star("S" + i, 10 + i, 1.1)));
        rig.archive.on("/scs2.xml").answersBy(200, XML, this::honest);
    }

    private byte[] registered(Received request) {
        String query = request.bodyText();
        String rows;
        if (query.contains("res_table")) {
            rows = "<FIELD name='table_name' datatype='char' arraysize='*'/><DATA><TABLEDATA><TR><TD>x.main</TD></TR>";
        } else {
            rows = "<FIELD name='ivoid' datatype='char' arraysize='*'/>"
                    + "<FIELD name='standard_id' datatype='char' arraysize='*'/>"
                    + "<FIELD name='intf_type' datatype='char' arraysize='*'/>"
                    + "<FIELD name='access_url' datatype='char' arraysize='*'/><DATA><TABLEDATA>"
                    + (query.contains("std%2Ftap")
                            ? ""
                            : "<TR><TD>ivo://archive.test/x</TD><TD>ivo://ivoa.net/scs2#query-2.0-aux</TD>"
                                    + "<TD>vs:paramhttp</TD><TD>" + rig.archive.uri("/scs2.xml?") + "</TD></TR>");
        }
        return document(rows, "");
    }

    private static byte[] document(String table, String behind) {
        return ("<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/><TABLE>" + table
                        + "</TABLEDATA></DATA></TABLE>" + behind + "</RESOURCE></VOTABLE>")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] rows(boolean all, String rows, String behind) {
        return document(
                "<FIELD name='id' ucd='meta.id;meta.main' datatype='char' arraysize='*'/>"
                        + "<FIELD name='ra' ucd='pos.eq.ra;meta.main' datatype='double' unit='deg'/>"
                        + "<FIELD name='dec' ucd='pos.eq.dec;meta.main' datatype='double' unit='deg'/>"
                        + (all ? "<FIELD name='depth' datatype='int'/>" : "") + "<DATA><TABLEDATA>" + rows,
                behind);
    }

    private static boolean isUpload(Received request) {
        return request.method().equals("POST");
    }

    private static boolean wantsAll(Received request) {
        return (request.query() + request.bodyText()).matches("(?s).*(VERB=3|\"VERB\"\r\n\r\n3).*");
    }

    private static List<double[]> cones(Received request) {
        List<double[]> cones = new ArrayList<>();
        Matcher found = isUpload(request) ? UPLOADED.matcher(request.bodyText()) : CONE.matcher(request.query());
        while (found.find()) {
            cones.add(new double[] {
                Double.parseDouble(found.group(1)),
                Double.parseDouble(found.group(2)),
                Double.parseDouble(found.group(3))
            });
        }
        return cones;
    }

    private String union(Received request) {
        var rows = new StringBuilder();
        sky.stream()
                .filter(star -> cones(request).stream().anyMatch(star::isIn))
                .forEach(star -> rows.append(star.tr(wantsAll(request))));
        return rows.toString();
    }

    private byte[] honest(Received request) {
        return rows(wantsAll(request), union(request), "");
    }

    /** Answers tables in this way, and single cones properly. */
    private void uploads(Function<Received, byte[]> answer) {
        rig.archive
                .on("/scs2.xml")
                .answersBy(200, XML, request -> isUpload(request) ? answer.apply(request) : honest(request));
    }

    private static SearchRequest request(List<SkyPosition> places, String where) {
        return new SearchRequest(
                places.stream().map(place -> new Target(null, place)).toList(),
                List.of("ivo://archive.test/x"),
                RADIUS_DEG,
                where,
                List.of(),
                List.of(),
                Action.OBSERVATIONS,
                SourcePreference.AUTO);
    }

    private static SearchRequest request(int targets) {
        return request(
                IntStream.range(0, targets)
                        .mapToObj(i -> new SkyPosition(10.0 + i, 1))
                        .toList(),
                null);
    }

    private long asked(Predicate<Received> kind) {
        return rig.archive.requests("/scs2.xml").stream().filter(kind).count();
    }

    private static List<String> observations(List<JsonNode> events) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals("observation.found"))
                .map(row -> row.path("target").asText() + " "
                        + row.path("observation").asText())
                .sorted()
                .toList();
    }

    private Told wholeRun() {
        var told = new Told(rig.run(request(TARGETS)));
        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.of("observation.found")).hasSize(TARGETS).allSatisfy(row -> assertThat(
                        row.path("observation").asText())
                .isEqualTo("S" + (row.path("raDeg").asInt() - 10)));
        assertThat(told.of("catalogue.searched")).hasSize(TARGETS).allSatisfy(end -> {
            assertThat(end.path("via").asText()).isEmpty();
            assertThat(end.path("rows").asInt()).isEqualTo(1);
        });
        return told;
    }

    @Test
    void oneTableIsEnoughForAllTargets() {
        Told told = wholeRun();

        assertThat(rig.archive.requests("/scs2.xml")).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("POST");
            assertThat(request.header("Content-Type").orElse("")).startsWith("multipart/form-data; boundary=");
            assertThat(request.bodyText())
                    .contains("name=\"TABLE\"\r\n\r\nx.main\r\n", "name=\"UPLOAD\"\r\n\r\ntargets,param:targets\r\n")
                    .containsPattern("name=\"RA\"[^>]*>\\s*<FIELD[^>]*name=\"DEC\"[^>]*>\\s*<FIELD[^>]*name=\"SR\"")
                    .endsWith("--\r\n");
            assertThat(cones(request)).hasSize(TARGETS).allSatisfy(cone -> assertThat(cone[2])
                    .isEqualTo(RADIUS_DEG));
        });
        assertThat(told.of("service.found")).singleElement().satisfies(found -> {
            assertThat(found.path("via").asText()).isEqualTo("cone");
            assertThat(found.path("version").asText()).isEqualTo("2");
            assertThat(found.path("reason").asText()).contains("many of the 12 targets");
        });
        assertThat(told.of("upstream.degraded")).isEmpty();
    }

    @Test
    void fewTargetsAndTheRequestsWishAreSingleCones() {
        rig.run(request(4));
        rig.run(request(5).withVia(Via.CONE));

        assertThat(asked(ConeUploadStoryTest::isUpload)).isZero();
        assertThat(rig.archive.requests("/scs2.xml")).hasSize(9);
    }

    private void isLeftToSingleCones(int uploads, Function<Received, byte[]> answer) {
        uploads(answer);
        Told told = wholeRun();
        assertThat(asked(ConeUploadStoryTest::isUpload)).isEqualTo(uploads);
        assertThat(asked(request -> !isUpload(request))).isEqualTo(TARGETS);
        assertThat(told.of("upstream.degraded"))
                .anySatisfy(notice -> assertThat(notice.path("detail").asText()).contains("cone search"));
    }

    @Test
    void aServiceThatTakesNoTables() {
        isLeftToSingleCones(
                1,
                request ->
                        ("<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>no parameter UPLOAD"
                                        + "</INFO></RESOURCE></VOTABLE>")
                                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void rowsOfNoTarget() {
        isLeftToSingleCones(1, request -> rows(false, union(request) + new Star("far", 200, 1).tr(false), ""));
    }

    @Test
    void aRowWithoutAPosition() {
        isLeftToSingleCones(1, request -> rows(false, union(request) + "<TR><TD>lost</TD><TD/><TD/></TR>", ""));
    }

    @Test
    void aRowTwice() {
        isLeftToSingleCones(
                1, request -> rows(false, union(request) + sky.get(0).tr(false), ""));
    }

    @Test
    void anOverflowIsHalvedAndThenLeft() {
        isLeftToSingleCones(3, request -> rows(false, union(request), "<INFO name='QUERY_STATUS' value='OVERFLOW'/>"));
    }

    @Test
    void anAnswerThatBreaksOff() {
        rig.archive
                .on("/scs2.xml")
                .answersBy(200, XML, this::honest)
                .dropsAfter(700)
                .then()
                .answersBy(200, XML, this::honest);
        wholeRun();
        assertThat(asked(ConeUploadStoryTest::isUpload)).isEqualTo(2);
        assertThat(rig.archive.requests("/scs2.xml")).hasSize(2);
    }

    @Test
    void aRowInTwoConesIsOfBoth() {
        List<SkyPosition> places = IntStream.range(0, 6)
                .mapToObj(i -> new SkyPosition(10 + i * 0.1, 1.1))
                .toList();
        List<String> byTable = observations(rig.run(request(places, null)));
        assertThat(asked(ConeUploadStoryTest::isUpload)).isEqualTo(1);
        List<String> byCones = observations(rig.run(request(places, null).withVia(Via.CONE)));

        assertThat(byTable).isEqualTo(byCones).hasSizeGreaterThan(1);
    }

    /** The service computes with more digits than it writes: only it knows in which cones this row is. */
    @Test
    void aRowAtAnEdgeIsDecidedByASingleCone() {
        List<SkyPosition> places = IntStream.range(0, 6)
                .mapToObj(i -> new SkyPosition(10 + i * 0.2, 0))
                .toList();
        sky.clear();
        sky.add(new Star("edge", 10.25001, 0)); // 0.04 arcseconds outside the first, within the second and the third
        rig.archive.on("/scs2.xml").answersBy(200, XML, this::honest);
        List<String> byTable = observations(rig.run(request(places, null)));
        assertThat(asked(ConeUploadStoryTest::isUpload)).isEqualTo(1);
        assertThat(rig.archive.requests("/scs2.xml"))
                .filteredOn(request -> !isUpload(request))
                .singleElement()
                .satisfies(request -> assertThat(request.query()).contains("RA=10.0&"));
        List<String> byCones = observations(rig.run(request(places, null).withVia(Via.CONE)));

        assertThat(byTable).isEqualTo(byCones).hasSize(2);
    }

    @Test
    void aColumnThatIsNotAmongTheUsualOnesIsRequested() {
        var told = new Told(rig.run(request(
                IntStream.range(0, 6)
                        .mapToObj(i -> new SkyPosition(10.0 + i, 1))
                        .toList(),
                "depth = 7")));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("selected")).isEqualTo(6);
        assertThat(rig.archive.requests("/scs2.xml")).hasSize(2).allMatch(ConeUploadStoryTest::isUpload);
    }

    @Test
    void cutBehindEveryEventNoRowIsLostOrReportedTwice() throws Exception {
        List<JsonNode> whole = rig.run(request(6));
        for (int seq = 1; seq < whole.size(); seq++) {
            Path data = directory.resolve("cut-" + seq).resolve("data");
            CutStory.copy(rig, whole, seq, true, data);
            try (var next = new Rig(rig, data)) {
                next.searches.recover().await().atMost(Rig.SOON);
                List<JsonNode> events = next.events(whole.get(0).path("search").textValue());

                assertThat(observations(events)).as("cut behind %d", seq).isEqualTo(observations(whole));
                assertThat(new Told(events).end()).isEqualTo("search.completed");
            }
        }
    }
}
