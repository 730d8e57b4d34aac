package dev.voyage.demo.regtap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.demo.ArchiveTest;
import java.net.http.HttpResponse;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.ac.starlink.table.StarTable;

class DemoRegtapTest extends ArchiveTest {

    private static final String CONE =
            "SELECT access_url, standard_id, intf_type, intf_role, url_use, authenticated_only"
                    + " FROM rr.capability NATURAL JOIN rr.interface"
                    + " WHERE ivoid='ivo://nasa.heasarc/NUMASTER'"
                    + " AND standard_id LIKE 'ivo://ivoa.net/std/conesearch%'";

    private static HttpResponse<byte[]> ask(String query) {
        return post("/tap/sync", "REQUEST=doQuery&LANG=ADQL&QUERY=" + encode(query) + "&MAXREC=100");
    }

    @Test
    void theConeSearchOfNumasterIsOnThisServer() {
        var answer = ask(CONE);

        assertThat(text(answer)).contains("<BINARY>").contains("value=\"OK\"");
        StarTable table = table(answer);
        assertThat(table.getRowCount()).isEqualTo(1);
        assertThat(cell(table, 0, "access_url"))
                .isEqualTo(archive.base() + "/xamin/vo/cone?showoffsets&table=numaster&");
        assertThat(cell(table, 0, "standard_id")).isEqualTo("ivo://ivoa.net/std/conesearch");
        assertThat(cell(table, 0, "intf_role")).isEqualTo("std");
        assertThat(((Number) cell(table, 0, "authenticated_only")).intValue()).isZero();
    }

    @Test
    void aGetIsAsGoodAsAPost() {
        assertThat(table(get("/tap/sync?QUERY=" + encode(CONE))).getRowCount()).isEqualTo(1);
    }

    @Test
    void pyvosOwnQueryIsUnderstood() {
        String columns = "ivoid, res_type, short_name, res_title, content_level, res_description,"
                + " reference_url, creator_seq, created, updated, rights, content_type,"
                + " source_format, source_value, region_of_regard, waveband";
        StarTable table = table(ask("SELECT\n"
                + columns
                + ",\n ivo_string_agg(COALESCE(access_url, ''), ':::py VO"
                + " sep:::') AS access_urls,\n"
                + " ivo_string_agg(COALESCE(standard_id, ''), ':::py VO"
                + " sep:::') AS standard_ids\n"
                + "FROM\nrr.resource\n"
                + "NATURAL LEFT OUTER JOIN rr.capability\n"
                + "NATURAL LEFT OUTER JOIN rr.interface\nWHERE\n"
                + "(ivoid='ivo://nasa.heasarc/numaster')\nGROUP BY\n"
                + columns));

        assertThat(table.getRowCount()).isEqualTo(1);
        assertThat(cell(table, 0, "res_title")).isEqualTo("NuSTAR Master Catalog");
        assertThat(cell(table, 0, "region_of_regard")).isNull();
        String[] ids = ((String) cell(table, 0, "standard_ids")).split(":::py VO sep:::", -1);
        assertThat(ids)
                .containsExactly(
                        "ivo://ivoa.net/std/conesearch",
                        "ivo://ivoa.net/std/sia",
                        "ivo://ivoa.net/std/tap#aux",
                        "ivo://ivoa.net/std/vosi#availability",
                        "");
    }

    @Test
    void keywordsAreFoundInTitlesAndDescriptions() {
        StarTable table = table(ask("SELECT DISTINCT ivoid, short_name FROM rr.resource WHERE ivoid IN"
                + " (SELECT ivoid FROM rr.resource WHERE 1=ivo_hasword("
                + "res_description, 'neutron star') UNION SELECT ivoid FROM"
                + " rr.res_subject WHERE res_subject ILIKE '%binaries%')"
                + " ORDER BY ivoid"));

        assertThat(table.getRowCount()).isEqualTo(2);
        assertThat(cell(table, 0, "short_name")).isEqualTo("NICER");
        assertThat(cell(table, 1, "short_name")).isEqualTo("XTE");
    }

    @Test
    void coveragesAreComparedWithACircle() {
        StarTable table = table(ask("SELECT ivoid, coverage FROM rr.resource NATURAL JOIN rr.stc_spatial WHERE"
                + " ref_system_name IS NULL AND 1=INTERSECTS(CIRCLE(61.8186,3.7072,2),coverage)"));

        assertThat(IntStream.range(0, (int) table.getRowCount()).mapToObj(row -> cell(table, row, "ivoid")))
                .containsExactlyInAnyOrder(
                        "ivo://nasa.heasarc/numaster",
                        "ivo://nasa.heasarc/chanmaster",
                        "ivo://nasa.heasarc/nuimages",
                        "ivo://nasa.heasarc/nuspectra");
    }

    @Test
    void whatIsNotThereIsAnEmptyTable() {
        var answer = ask("SELECT access_url FROM rr.interface WHERE ivoid='ivo://no/such'");

        assertThat(table(answer).getRowCount()).isZero();
    }

    @Test
    void whatIsNotUnderstoodIsAnErrorAtStatus200() {
        for (String query : new String[] {
            "SELECT nosuch FROM rr.resource",
            "SELECT ivoid FROM rr.nosuch",
            "SELECT ivoid FROM rr.resource WHERE",
            "SELECT ivoid FROM rr.resource WHERE 1=CONTAINS(POINT(1,2),3)",
            "SELECT ivoid FROM rr.resource WHERE 1=INTERSECTS(ivoid,coverage)",
            "DROP TABLE rr.resource",
            "SELECT ivoid FROM rr.resource; DROP TABLE rr.resource",
            ""
        }) {
            var answer = ask(query);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(text(answer)).as(query).contains("name=\"QUERY_STATUS\" value=\"ERROR\">");
        }
    }
}
