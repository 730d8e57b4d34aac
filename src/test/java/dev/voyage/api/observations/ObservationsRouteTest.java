package dev.voyage.api.observations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.ServedFiles;
import dev.voyage.api.datalink.DatalinkRoute;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.votable.Reader;
import dev.voyage.votable.Stil;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.util.ByteArrayDataSource;

/** The rows of a search in every format, on a real connection. */
@Timeout(WaitLimit.TEST_SECONDS)
class ObservationsRouteTest {

    private static final List<ColumnInfo> COLUMNS = List.of(
            new ColumnInfo("obsid", "char", "*", null, "meta.id;meta.main", "Id & name"),
            new ColumnInfo("ra", "double", null, "deg", "pos.eq.ra;meta.main", null),
            new ColumnInfo("n", "int", null, null, null, null),
            new ColumnInfo("f", "float", null, "s", null, null),
            new ColumnInfo("ok", "boolean", null, null, null, null),
            new ColumnInfo("v", "double", "*", null, null, null));

    @TempDir
    Path directory;

    private ServedFiles search;

    @BeforeEach
    void start() throws IOException {
        search = new ServedFiles(directory);
        new ObservationsRoute(search.lookup, search.journal, search.config, "1").hang(search.router);
        new DatalinkRoute(search.lookup, search.journal, search.config).hang(search.router);
    }

    @AfterEach
    void stop() {
        search.close();
    }

    private void row(String id, boolean selected, Object... cells) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            row.put(COLUMNS.get(i).name(), cells[i]);
        }
        search.tell(new ObservationEvent.Found(id, 61.8, 3.7, 1.5, selected, row));
    }

    private void tellAll() {
        row("1", true, "<1> \u0001", 61.8, Integer.MIN_VALUE, 0.1f, true, new double[] {1.5, Double.NaN});
        row("2", false, "=2,\"x\"", Double.NaN, null, Float.NaN, null, null);
        row("3", true, null, Double.POSITIVE_INFINITY, 7, null, false, new double[] {});
        search.tell(new SearchEvent.CatalogueSearched(3, 2, false, 0, COLUMNS));
        search.settle();
    }

    private HttpResponse<String> get(String query, String... headers) throws Exception {
        return search.client.get(search.href() + "/observations" + query, headers);
    }

    @Test
    void aVotableHasEveryRowWithItsNulls() throws Exception {
        tellAll();

        for (String serialization : List.of("tabledata", "binary2")) {
            HttpResponse<String> answer = get("?format=votable&serialization=" + serialization);

            assertThat(answer.headers().firstValue("content-type"))
                    .contains("application/x-votable+xml"
                            + (serialization.equals("binary2") ? ";serialization=BINARY2" : ""));
            assertThat(answer.headers().firstValue("content-disposition"))
                    .contains("attachment; filename=\"3C_105-" + search.id + ".vot\"");
            Reader read = Reader.of(answer.body().getBytes(StandardCharsets.UTF_8));
            assertThat(read.failure()).isNull();
            assertThat(read.rows()).hasSize(3);
            var second = read.rows().get(1);
            assertThat(second.text("obsid")).contains("=2,\"x\"");
            for (String missing : List.of("ra", "n", "f", "ok", "v")) {
                assertThat(second.toMap().get(missing)).as(missing).isNull();
            }
            assertThat(read.rows().get(0).toMap())
                    .containsEntry("n", Integer.MIN_VALUE)
                    .containsEntry("f", 0.1f)
                    .containsEntry("ok", true)
                    .containsEntry("voyage_observation", "1")
                    .containsEntry("voyage_selected", true)
                    .containsEntry("voyage_offset", 1.5);
            assertThat(read.columns().at(1).unit()).isEqualTo("deg");
            assertThat(read.columns().at(0).description()).isEqualTo("Id & name");
            assertThat(read.descriptors()).hasSize(1);
            assertThat(read.descriptors().get(0).isDatalink()).isTrue();
            assertThat(read.descriptors().get(0).accessUrl())
                    .isEqualTo("http://127.0.0.1:" + search.port() + search.href() + "/datalink");
        }
    }

    @Test
    void fitsAndCsvAreReadByOthers() throws Exception {
        tellAll();

        byte[] fits = search.client
                .bytes(search.href() + "/observations", "Accept", "application/fits")
                .body();
        StarTable table = Stil.table(new ByteArrayDataSource("it", fits), "fits");
        assertThat(table.getColumnInfo(1).getUCD()).isEqualTo("pos.eq.ra;meta.main");
        List<Object[]> rows = Stil.rows(table);
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0)[2]).isEqualTo(Integer.MIN_VALUE);
        assertThat(rows.get(1)[2]).isNull();
        assertThat(rows.get(1)[4]).isNull();
        assertThat((double[]) rows.get(0)[5]).containsExactly(1.5, Double.NaN);

        HttpResponse<String> csv = get("?format=csv");
        assertThat(csv.headers().firstValue("content-type")).contains("text/csv;charset=utf-8;header=present");
        assertThat(csv.body()).isEqualTo("""
                obsid,ra,n,f,ok,v,voyage_observation,voyage_selected,voyage_offset\r
                <1> \u0001,61.8,-2147483648,0.1,true,1.5 NaN,1,true,1.5\r
                "=2,""x""\",,,,,,2,false,1.5\r
                ,Infinity,7,,false,"",3,true,1.5\r
                """);
        assertThat(Stil.rows(
                        Stil.table(new ByteArrayDataSource("it", csv.body().getBytes(StandardCharsets.UTF_8)), "csv")))
                .hasSize(3);
    }

    @Test
    void jsonIsTheEventsAsTheyWere() throws Exception {
        tellAll();

        HttpResponse<String> whole = get("");
        JsonNode json = Client.json(whole);

        assertThat(whole.body().lines().filter(line -> line.contains("\"type\":")))
                .as("one event per line")
                .hasSize(3);
        assertThat(json.get("rows").asInt()).isEqualTo(3);
        assertThat(json.at("/columns/1/unit").asText()).isEqualTo("deg");
        assertThat(json.get("columns")).hasSize(COLUMNS.size());
        assertThat(json.get("observations")).hasSize(3);
        assertThat(json.at("/observations/1/row/n").isNull()).isTrue();
        HttpResponse<String> lines = get("?format=ndjson&SELECTED=true");
        assertThat(lines.body()
                        .lines()
                        .map(line -> Client.json(line).at("/observation").asText()))
                .containsExactly("1", "3");
        assertThat(get("?format=ndjson&selected=false").body().lines()).hasSize(1);
    }

    @Test
    void thereIsAnOverflowWhereMaxrecCuts() throws Exception {
        tellAll();

        assertThat(get("?RESPONSEFORMAT=votable&MaxRec=2").body())
                .contains("nrows=\"2\"")
                .contains("value=\"OVERFLOW\"")
                .contains("<TR>")
                .doesNotContain("<TD>3</TD>");
        assertThat(get("?RESPONSEFORMAT=votable&MAXREC=0").body())
                .contains("value=\"OVERFLOW\"")
                .doesNotContain("<TR>");
        assertThat(get("?RESPONSEFORMAT=votable&MAXREC=3").body()).doesNotContain("OVERFLOW");
    }

    @Test
    void conditionOrderAndColumnsShapeEveryFormat() throws Exception {
        tellAll();
        String rows = "&where=" + escape("ra > 0 AND voyage_selected = true") + "&order=" + escape("n desc, obsid")
                + "&columns=N,voyage_observation&columns=ra";

        assertThat(get("?format=csv" + rows).body()).isEqualTo("""
                n,voyage_observation,ra\r
                7,3,Infinity\r
                -2147483648,1,61.8\r
                """);
        for (String format : List.of("votable", "votable/b2")) {
            Reader votable = Reader.of(get("?format=" + format + rows).body().getBytes(StandardCharsets.UTF_8));
            assertThat(votable.columns().keys()).containsExactly("n", "voyage_observation", "ra");
            assertThat(votable.rows().stream().map(row -> row.cell(0))).containsExactly(7, Integer.MIN_VALUE);
            assertThat(votable.descriptors()).hasSize(1);
        }
        byte[] fits = search.client
                .bytes(search.href() + "/observations?format=fits" + rows)
                .body();
        assertThat(Stil.rows(Stil.table(new ByteArrayDataSource("it", fits), "fits")))
                .extracting(cells -> cells[0])
                .containsExactly(7, Integer.MIN_VALUE);
        JsonNode json = Client.json(get("?format=json" + rows));
        assertThat(json.get("rows").asInt()).isEqualTo(2);
        assertThat(json.get("columns").findValuesAsText("name")).containsExactly("n", "ra");
        assertThat(json.get("observations").findValuesAsText("observation")).containsExactly("3", "1");
        assertThat(json.at("/observations/0/row").toString()).isEqualTo("{\"ra\":\"Infinity\",\"n\":7}");
        assertThat(json.at("/observations/0/offsetArcmin").asDouble()).isEqualTo(1.5);
        assertThat(get("?format=ndjson" + rows).body().lines()).hasSize(2);
    }

    @Test
    void tableWithoutItsIdentifierHasNoDatalinkDescriptor() throws Exception {
        tellAll();

        assertThat(get("?format=votable&columns=ra").body()).doesNotContain("datalink");
    }

    @Test
    void limitKeepsTheFirstRowsOfTheOrder() throws Exception {
        tellAll();

        assertThat(get("?format=csv&columns=voyage_observation&order=ra%20desc&limit=1")
                        .body())
                .isEqualTo("voyage_observation\r\n3\r\n");
        assertThat(get("?format=csv&columns=voyage_observation&order=f&limit=2").body())
                .as("missing values come last")
                .isEqualTo("voyage_observation\r\n1\r\n2\r\n");
        assertThat(get("?RESPONSEFORMAT=votable&limit=2&where=n%20is%20not%20null")
                        .body())
                .doesNotContain("OVERFLOW");
        assertThat(get("?RESPONSEFORMAT=votable&limit=1&where=n%20is%20not%20null")
                        .body())
                .contains("OVERFLOW", "there are 2 rows; limit let 1 through");
        assertThat(get("?format=csv&order=n&limit=0").body().lines()).hasSize(1);
        assertThat(get("?limit=1&maxrec=1").statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "where=nn > 1|422|where|unknown-column",
                "where=n >|400|where|bad-condition",
                "where=v > 1|400|where|bad-condition",
                "order=nn|422|order|unknown-column",
                "order=n down|400|order|bad-parameter",
                "order=|400|order|bad-parameter",
                "order=v|400|order|bad-parameter",
                "columns=ra,nn|422|columns|unknown-column",
                "columns=ra,RA|400|columns|bad-parameter",
                "columns=ra;n|400|columns|bad-parameter",
                "limit=many|400|limit|bad-parameter",
            })
    void mistakeInTheRowsIsBlamedOnItsParameter(String query, int status, String parameter, String type)
            throws Exception {
        tellAll();
        int equals = query.indexOf('=') + 1;

        HttpResponse<String> answer = get("?" + query.substring(0, equals) + escape(query.substring(equals)));

        assertThat(answer.statusCode()).isEqualTo(status);
        JsonNode problem = Client.json(answer);
        assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.get("type").asText()).isEqualTo("/problems/" + type);
    }

    @Test
    void orderOfTooManyRowsIsRefusedAndThatOfTheFirstOnesIsNot() throws Exception {
        int rows = SortedRows.MOST_ROWS + 1;
        for (int i = 0; i < rows; i++) {
            row(Integer.toString(i), true, "o" + i, 1.0 * i, (i * 7919) % rows, 1f, true, null);
        }
        search.tell(new SearchEvent.CatalogueSearched(rows, rows, true, 0, COLUMNS));
        search.end();

        HttpResponse<String> refused = get("?format=csv&order=n");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(Client.json(refused).get("detail").asText()).startsWith("order sorts at most 20000 rows");
        assertThat(get("?format=csv&columns=n&order=n&limit=3").body()).isEqualTo("n\r\n0\r\n1\r\n2\r\n");
        assertThat(get("?format=csv&columns=n&order=n%20desc&where=n%20%3C%202").body())
                .isEqualTo("n\r\n1\r\n0\r\n");
    }

    @Test
    void etagsOfDifferentQueriesDiffer() throws Exception {
        tellAll();
        search.end();

        String etag = get("?where=n%3D7").headers().firstValue("etag").orElseThrow();

        assertThat(get("?where=n%3D7", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("?where=n%3D8", "If-None-Match", etag).statusCode()).isEqualTo(200);
        assertThat(get("?columns=n", "If-None-Match", etag).statusCode()).isEqualTo(200);
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Test
    void beforeTheColumnsAreToldThereIsNoTable() throws Exception {
        row("1", true, "1", 1.0, 1, 1f, true, null);
        search.settle();

        HttpResponse<String> early = get("?format=votable");

        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(early.headers().firstValue("retry-after")).contains("2");
        search.end();
        assertThat(get("?format=json").statusCode()).isEqualTo(409);
    }

    @Test
    void anEndedSearchHasAnEtagAndAHeadNoBody() throws Exception {
        tellAll();
        assertThat(get("").headers().firstValue("etag")).isEmpty();
        search.end();

        String etag = get("").headers().firstValue("etag").orElseThrow();

        assertThat(get("", "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get("?format=csv", "If-None-Match", etag).statusCode()).isEqualTo(200);
        HttpResponse<String> head = search.client.send("HEAD", search.href() + "/observations?format=fits", null);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-type")).contains("application/fits");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void theSerializationCanBeAskedForAsPartOfTheMediaType() throws Exception {
        tellAll();
        String binary = "application/x-votable+xml;serialization=BINARY2";

        assertThat(get("", "Accept", binary).headers().firstValue("content-type"))
                .contains(binary);
        assertThat(get("", "Accept", "application/x-votable+xml; serialization=\"binary2\", text/csv;q=0.5")
                        .body())
                .contains("<BINARY2>");
        assertThat(get("", "Accept", "application/x-votable+xml;serialization=tabledata, " + binary)
                        .body())
                .contains("<TABLEDATA>");
        assertThat(get("?format=application/x-votable+xml;serialization=binary2")
                        .body())
                .contains("<BINARY2>");
        assertThat(get("?format=application/x-votable+xml").body()).contains("<TABLEDATA>");
        assertThat(get("?format=csv", "Accept", binary).headers().firstValue("content-type"))
                .contains("text/csv;charset=utf-8;header=present");
    }

    @Test
    void whatIsAskedWronglyIsSaid() throws Exception {
        tellAll();
        assertThat(get("?format=xls").statusCode()).isEqualTo(400);
        assertThat(get("?format=csv&responseformat=csv").statusCode()).isEqualTo(400);
        assertThat(get("?maxrec=-1").statusCode()).isEqualTo(400);
        assertThat(get("?column=ra").statusCode()).isEqualTo(400);
        assertThat(get("?format=csv&serialization=binary2").statusCode()).isEqualTo(400);
        assertThat(get("", "Accept", "image/png").statusCode()).isEqualTo(406);
        assertThat(search.client.get("/v1/searches/x/observations").statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingIsLostBetweenPages() throws Exception {
        for (int i = 0; i < 1700; i++) {
            row(Integer.toString(i), i % 3 == 0, "o" + i, 1.0 * i, i, 1f, true, new double[] {i});
        }
        search.tell(new SearchEvent.CatalogueSearched(1700, 567, true, 0, COLUMNS));
        search.end();

        Reader all = Reader.of(get("?format=votable").body().getBytes(StandardCharsets.UTF_8));
        assertThat(all.rows()).hasSize(1700);
        assertThat(all.rows().get(1699).text("obsid")).contains("o1699");
        assertThat(get("?format=csv&selected=true&maxrec=500").body().lines()).hasSize(501);
        byte[] fits = search.client
                .bytes(search.href() + "/observations?format=fits&selected=true")
                .body();
        assertThat(Stil.rows(Stil.table(new ByteArrayDataSource("it", fits), "fits")))
                .hasSize(567);
    }

    @Test
    void theLinksOfAnObservationAreItsFilesAndWhatTheArchiveSaid() throws Exception {
        tellAll();
        search.tell(new ObservationEvent.Linked(
                "1",
                List.of(new DirectoryLink("https://archive.test/FTP/1/", "ftp", 12L)),
                List.of(new OtherLink("https://archive.test/bib?a=1&b=2", "#bib", "text/html", "Papers"))));
        search.tell(new ObservationEvent.Unavailable("3", "proprietary", "2030-01-01", "not public yet"));
        search.here("a b/1.fits", new byte[7]);
        search.settle();

        HttpResponse<String> answer = search.client.get(search.href() + "/datalink?ID=1&id=3&ID=nobody&ID=2");

        assertThat(answer.headers().firstValue("content-type")).contains("application/x-votable+xml;content=datalink");
        Reader read = Reader.of(answer.body().getBytes(StandardCharsets.UTF_8));
        assertThat(read.failure()).isNull();
        assertThat(read.rows().stream().map(row -> row.text("ID").orElseThrow()))
                .containsExactly("1", "1", "1", "3", "nobody", "2");
        assertThat(read.rows().get(0).text("access_url"))
                .contains("http://127.0.0.1:" + search.port() + search.href() + "/files/a%20b/1.fits");
        assertThat(read.rows().get(0).toMap())
                .containsEntry("content_length", 7L)
                .containsEntry("semantics", "#this");
        assertThat(read.rows().get(4).text("error_message").orElseThrow()).startsWith("NotFoundFault: ");
        assertThat(search.client
                        .send("POST", search.href() + "/datalink", "ID=1&ID=3")
                        .body())
                .contains("not public yet");
        assertThat(Reader.of(search.client
                                .get(search.href() + "/datalink")
                                .body()
                                .getBytes(StandardCharsets.UTF_8))
                        .rows())
                .isEmpty();
    }
}
