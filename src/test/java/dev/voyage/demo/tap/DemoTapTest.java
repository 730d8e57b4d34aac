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
        assertThat(get("/xamin/vo/tap/async").statusCode()).isEqualTo(404);
    }
}
