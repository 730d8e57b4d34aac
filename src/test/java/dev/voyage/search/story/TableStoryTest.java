package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches of catalogues with unusual tables: readable rows are used, and the rest is reported. */
class TableStoryTest extends WithRig {

    private static final String COUNTER = "<FIELD name=\"Cntr\" datatype=\"short\"/>";

    /** The catalogue with a fifth column, an integer, with these values. */
    private void counters(String... cells) {
        String document = rig.played.coneDocument("A", "B", "C").replace("<DATA>", COUNTER + "<DATA>");
        for (String cell : cells) {
            document = document.replaceFirst("</TD></TR>", "</TD><TD>" + cell + "</TD></tr>");
        }
        rig.played.coneScript().answers(200, "text/xml", document.replace("</tr>", "</TR>"));
    }

    private Told run(String where) {
        String cone = rig.played.cone().toString();
        var request = new SearchRequest(
                "name", null, cone, 1, where, List.of(), List.of(), Action.DOWNLOAD, SourcePreference.AUTO);
        return new Told(rig.run(request)).isSound();
    }

    private static JsonNode searched(Told told) {
        assertThat(told.of("catalogue.searched")).hasSize(1);
        return told.of("catalogue.searched").get(0);
    }

    @ParameterizedTest
    @CsvSource({"1139104663, short", "-, short", "N/A, short", "archived, short", "7.5, short"})
    void aCellThatCannotBeReadCostsItselfAndIsReportedOnce(String cell, String type) {
        counters(cell, cell, "7");

        Told told = run(null);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("selected")).isEqualTo(3);
        assertThat(searched(told).path("refused").longValue()).isZero();
        assertThat(searched(told).path("unreadable").toString())
                .isEqualTo("[{\"column\":\"Cntr\",\"count\":2,\"example\":\"" + cell + "\"}]");
        assertThat(told.of("observation.found").get(0).at("/row/Cntr").isNull()).isTrue();
        assertThat(told.of("observation.found").get(2).at("/row/Cntr").intValue())
                .isEqualTo(7);
        assertThat(told.of("upstream.degraded")).singleElement().satisfies(notice -> assertThat(
                        notice.path("detail").textValue())
                .contains("column Cntr, 2 rows")
                .contains("\"" + cell + "\" is not a " + type));
    }

    @ParameterizedTest
    @CsvSource({"Cntr < 5, 1", "NOT Cntr < 5, 1", "Cntr IS NULL, 1", "Cntr IS NOT NULL, 2", "Cntr = 99999999, 0"})
    void aConditionTakesAnUnreadableCellForNull(String where, int selected) {
        counters("3", "1139104663", "7");

        Told told = run(where);

        assertThat(told.tally("selected")).isEqualTo(selected);
        assertThat(told.end()).isEqualTo(selected == 0 ? "search.empty" : "search.completed");
    }

    @ParameterizedTest
    @CsvSource({"<TD>10.5</TD>, <TD>abc</TD>", "<TD>-5.25</TD>, <TD>1.2.3</TD>"})
    void aRowWhosePositionCannotBeReadIsCountedAndPreventsComplete(String cell, String unreadable) {
        String document = rig.played.coneDocument("A", "B", "C").replaceFirst(cell, unreadable);
        rig.played.coneScript().answers(200, "text/xml", document);

        Told told = run(null);

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.tally("selected")).isEqualTo(2);
        assertThat(searched(told).path("refused").longValue()).isEqualTo(1);
        assertThat(searched(told).path("unreadable")).hasSize(1);
    }

    @Test
    void moreAndFewerCellsThanColumnsKeepTheRow() {
        String document = rig.played
                .coneDocument("A", "B", "C")
                .replaceFirst("<TD>5000.0</TD></TR>", "</TR>") // row A has no exposure
                .replaceFirst("<TD>5000.0</TD></TR>", "<TD>5000.0</TD><TD>surplus</TD></TR>");
        rig.played.coneScript().answers(200, "text/xml", document);

        Told told = run(null);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("selected")).isEqualTo(3);
        assertThat(searched(told).path("unreadable").toString())
                .isEqualTo("[{\"column\":\"exposure\",\"count\":1,\"example\":\"\"},"
                        + "{\"count\":1,\"example\":\"surplus\"}]");
    }

    private String withTables(String before, String behind) {
        return rig.played
                .coneDocument("A", "B", "C")
                .replace("<TABLE>", before + "<TABLE>")
                .replace("</TABLE>", "</TABLE>" + behind);
    }

    private static String table(String rows) {
        return "<TABLE name=\"other\"><FIELD name=\"x\" datatype=\"int\"/><DATA><TABLEDATA>" + rows
                + "</TABLEDATA></DATA></TABLE>";
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "<TABLE name=\"none\"/>, ''", "EMPTY, EMPTY", "'', <TABLE name=\"none\"/>"})
    void tablesWithoutRowsHideNothing(String before, String behind) {
        String document = withTables(before.replace("EMPTY", table("")), behind.replace("EMPTY", table("")));
        rig.played.coneScript().answers(200, "text/xml", document);

        Told told = run(null);

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("selected")).isEqualTo(3);
        assertThat(searched(told).path("tables").longValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"exposure <= 10000, 3", "exposure > 10000, 0"})
    void aSecondTableWithRowsPreventsCompleteAndEmpty(String where, int selected) {
        String rows = "<TR><TD>1</TD></TR><TR><TD>2</TD></TR>";
        rig.played.coneScript().answers(200, "text/xml", withTables("", table(rows) + table(rows)));

        Told told = run(where);

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.tally("selected")).isEqualTo(selected);
        assertThat(searched(told).path("tables").longValue()).isEqualTo(2);
        assertThat(told.of("upstream.degraded").get(0).path("detail").textValue())
                .contains("another table, \"other\" of 2 rows, which is not read");
    }

    @Test
    void aServiceThatFailsBehindRowsFailsTheSearchInItsOwnWords() {
        String document = rig.played.coneDocument("A", "B");
        String words = "<?xml version=\"1.0\"?><VOTABLE><RESOURCE type=\"results\"><INFO name=\"QUERY_STATUS\""
                + " value=\"ERROR\">the column \"xyz\" has another type</INFO></RESOURCE></VOTABLE>";
        rig.played
                .coneScript()
                .answers(200, "text/xml", document.substring(0, document.indexOf("</TABLEDATA>")) + words);

        Told told = run(null);

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("refused");
        assertThat(told.last().at("/problem/detail").textValue()).contains("xyz");
        assertThat(told.of("observation.found")).hasSize(2);
    }
}
