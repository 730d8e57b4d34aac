package dev.voyage.demo.tap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.demo.ArchiveTest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import uk.ac.starlink.table.StarTable;

class DemoTapTest extends ArchiveTest {

    private static HttpResponse<byte[]> ask(String query) {
        return post("/xamin/vo/tap/sync", "REQUEST=doQuery&LANG=ADQL&QUERY=" + encode(query));
    }

    @Test
    void theRegistryLeadsHere() {
        var answer = post(
                "/tap/sync",
                "REQUEST=doQuery&LANG=ADQL&QUERY="
                        + encode("SELECT access_url, table_name FROM rr.res_table NATURAL JOIN rr.capability"
                                + " NATURAL JOIN rr.interface WHERE ivoid='ivo://nasa.heasarc/numaster'"
                                + " AND standard_id LIKE 'ivo://ivoa.net/std/tap%'"));

        assertThat(cell(table(answer), 0, "access_url")).isEqualTo(archive.base() + "/xamin/vo/tap");
        assertThat(cell(table(answer), 0, "table_name")).isEqualTo("numaster");
    }

    @Test
    void aPlainQueryIsAnsweredInBinary() {
        var answer = ask("SELECT TOP 2 obsid, exposure_a AS exposure FROM numaster WHERE exposure_a <= 1.0E4");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(text(answer)).contains("<BINARY>").contains("value=\"OK\"");
        StarTable table = table(answer);
        assertThat(table.getRowCount()).isEqualTo(2);
        assertThat(((Number) cell(table, 0, "exposure")).doubleValue()).isLessThanOrEqualTo(10_000);
    }

    @Test
    void theColumnsAreInTapSchema() {
        StarTable table = table(ask("SELECT * FROM TAP_SCHEMA.columns WHERE table_name = 'numaster'"));

        assertThat(table.getRowCount()).isEqualTo(15);
        assertThat(cell(table, 2, "column_name")).isEqualTo("ra");
        assertThat(cell(table, 2, "ucd")).isEqualTo("pos.eq.ra;meta.main");
        assertThat(table(ask("SELECT * FROM TAP_SCHEMA.tables")).getRowCount()).isEqualTo(4);
    }

    @Test
    void moreRowsThanWantedAreAnOverflow() {
        var answer = post(
                "/xamin/vo/tap/sync", "REQUEST=doQuery&LANG=ADQL&MAXREC=1&QUERY=" + encode("SELECT * FROM numaster"));

        assertThat(table(answer).getRowCount()).isEqualTo(1);
        assertThat(text(answer)).contains("value=\"OVERFLOW\"").contains("/xamin/vo/datalink/numaster");
    }

    @Test
    void otherQueriesAreRefused() {
        for (String query : new String[] {
            "",
            "SELECT * FROM nosuchtable",
            "SELECT nosuchcolumn FROM numaster",
            "SELECT * FROM numaster WHERE nosuch = 1",
            "SELECT * FROM numaster ORDER BY ra"
        }) {
            var answer = ask(query);
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(text(answer)).contains("value=\"ERROR\"");
        }
    }

    @Test
    void theCapabilitiesNameUploadsAndLimits() {
        assertThat(text(get("/xamin/vo/tap/capabilities")))
                .contains("#upload-inline")
                .contains("uploadLimit");
        assertThat(get("/xamin/vo/tap/tables").statusCode()).isEqualTo(404);
    }

    /** The client follows no redirects. */
    private static String created(String query) {
        var created = post("/xamin/vo/tap/async", "REQUEST=doQuery&LANG=ADQL&QUERY=" + encode(query));
        assertThat(created.statusCode()).isEqualTo(303);
        String job = created.headers().firstValue("Location").orElseThrow();
        assertThat(job).startsWith(archive.base() + "/xamin/vo/tap/async/");
        return job.substring(archive.base().toString().length());
    }

    private static void runs(String job) {
        assertThat(post(job + "/phase", "PHASE=RUN").statusCode()).isEqualTo(303);
    }

    @Test
    void aJobHasTheSameRowsAsAQuery() {
        String job = created("SELECT TOP 2 obsid FROM numaster");
        assertThat(text(get(job))).contains("<uws:phase>PENDING</uws:phase>");
        assertThat(get(job + "/results/result").statusCode()).isEqualTo(404);
        runs(job);
        assertThat(text(get(job))).contains("<uws:phase>EXECUTING</uws:phase>");
        assertThat(text(get(job + "?WAIT=10"))).contains("<uws:phase>COMPLETED</uws:phase>", "/results/result");
        assertThat(text(get(job + "/phase"))).isEqualTo("COMPLETED");
        assertThat(table(get(job + "/results/result")).getRowCount()).isEqualTo(2);
    }

    @Test
    void aJobMayEndWithAnErrorOrBeAborted() {
        String wrong = created("SELECT * FROM nosuchtable");
        runs(wrong);
        assertThat(text(get(wrong + "?WAIT=10"))).contains("<uws:phase>ERROR</uws:phase>");
        assertThat(text(get(wrong + "/error"))).contains("nosuchtable");
        String aborted = created("SELECT * FROM numaster");
        post(aborted + "/phase", "PHASE=ABORT");
        assertThat(text(get(aborted + "?WAIT=10"))).contains("<uws:phase>ABORTED</uws:phase>");
        assertThat(text(get("/xamin/vo/tap/async"))).contains("ERROR", "ABORTED");
        assertThat(get("/xamin/vo/tap/async/nosuch").statusCode()).isEqualTo(404);
    }
}
