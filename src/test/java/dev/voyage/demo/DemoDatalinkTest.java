package dev.voyage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import uk.ac.starlink.table.StarTable;

class DemoDatalinkTest extends ArchiveTest {

    private static List<String> column(StarTable table, String name) {
        List<String> cells = new ArrayList<>();
        for (long row = 0; row < table.getRowCount(); row++) {
            Object cell = cell(table, row, name);
            cells.add(cell == null ? "" : cell.toString());
        }
        return cells;
    }

    @Test
    void anObservationHasTheThreeRecordedLinks() {
        StarTable links = table(get("/xamin/vo/datalink/numaster?ID=60061044002"));

        assertThat(column(links, "ID")).hasSize(3).containsOnly("ivo://nasa.heasarc/numaster?60061044002");
        assertThat(column(links, "access_url"))
                .containsExactly(
                        archive.base() + "/xamin/bib?table=numaster&id=60061044002",
                        archive.base()
                                + "/xamin/vo/datalink?datalink_key&id="
                                + "ivo://nasa.heasarc/numaster?60061044002/nustar.obs",
                        archive.base() + "/FTP/nustar/data/obs/00/6//60061044002/");
        assertThat(column(links, "content_type"))
                .containsExactly("text/html", "application/x-votable+xml;content=datalink", "directory");
        assertThat(get("/xamin/bib?table=numaster&id=60061044002").headers().map())
                .containsEntry("Content-Type", List.of("text/html"));
    }

    @Test
    void manyIdsArePostedAndTheLaterOnesOverflowWhole() {
        var answer = post(
                "/xamin/vo/datalink/xtemaster",
                "ID=20101&ID=20102&id=ivo%3A%2F%2Fnasa.heasarc%2Fxtemaster%3F20103" + "&ID=20104&ID=20105");

        assertThat(column(table(answer), "ID")).hasSize(4 * 3).contains(xte(20104));
        assertThat(column(table(answer), "ID")).doesNotContain(xte(20105));
        assertThat(text(answer)).contains("value=\"OVERFLOW\"");
        assertThat(text(post("/xamin/vo/datalink/xtemaster", "ID=20105"))).doesNotContain("OVERFLOW");
    }

    @Test
    void theNestedDocumentListsWhatIsThereAndPointsToItself() {
        String path = "/xamin/vo/datalink?datalink_key&id=ivo://nasa.heasarc/numaster?60061044002/nustar.obs";
        StarTable links = table(get(path.replace("numaster?60061044002", "numaster%3F60061044002")));

        String directory = archive.base() + "/FTP/nustar/data/obs/00/6//60061044002/";
        assertThat(column(links, "access_url"))
                .containsExactly(
                        directory + "auxil/",
                        directory + "event_cl/",
                        directory + "event_uf/",
                        directory + "hk/",
                        directory + "nu60061044002.cat.gz",
                        directory + "pipe.log",
                        archive.base() + path);
        assertThat(column(links, "ID")).containsOnly("ivo://nasa.heasarc/numaster?60061044002/nustar.obs");
        int length = get("/FTP/nustar/data/obs/00/6//60061044002/pipe.log").body().length;
        assertThat(cell(links, 5, "content_length")).isEqualTo((long) length);
    }

    @Test
    void chandraHasEightRowsOneOfThemTheDirectoryAndItsPlaceInTheCloud() {
        StarTable links = table(get("/xamin/vo/datalink/chanmaster?ID=2487"));

        assertThat(column(links, "content_type"))
                .hasSize(8)
                .filteredOn("text/html"::equals)
                .hasSize(7);
        assertThat(column(links, "access_url")).endsWith(archive.base() + "/FTP/chandra/data/byobsid/4//554/");
        assertThat(column(links, "cloud_access").get(7))
                .contains("\"bucket_name\": \"nasa-heasarc\"")
                .contains("\"key\": \"chandra/data/byobsid/4/554/\"");
    }

    @Test
    void severalDirectoriesAreLinkedSomeOfThemTwice() {
        StarTable links = table(get("/xamin/vo/datalink/xtemaster?ID=16751"));

        assertThat(column(links, "content_type"))
                .filteredOn("directory"::equals)
                .hasSize(6);
        for (String url : column(links, "access_url").subList(2, 8)) {
            assertThat(get(url.substring(archive.base().toString().length())).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void faultsAreRows() {
        assertThat(faultOf("61001111010")).startsWith("NotFoundFault");
        assertThat(faultOf("61001111008")).startsWith("AuthorizationFault");
        assertThat(faultOf("nobody")).startsWith("NotFoundFault");
        assertThat(faultOf("60001111004")).startsWith("TransientFault");
        assertThat(column(table(get("/xamin/vo/datalink/numaster?ID=60001111004")), "ID"))
                .hasSize(3);
        assertThat(faultOf("60001111004")).startsWith("TransientFault");
    }

    @Test
    void whatIsNotPublicHasNoDirectory() {
        assertThat(column(table(get("/xamin/vo/datalink/numaster?ID=61001111004")), "content_type"))
                .containsExactly("text/html");
        assertThat(table(get("/xamin/vo/datalink/numaster?ID=61001111006")).getRowCount())
                .isZero();
        assertThat(table(get("/xamin/vo/datalink/numaster")).getRowCount()).isZero();
    }

    @Test
    void theNewerGenerationCallsDirectoriesTextHtml() {
        StarTable links = table(get("/xamin/vo/datalink/numaster?ID=60001111002"));

        assertThat(column(links, "content_type").get(2)).isEqualTo("text/html");
        assertThat(column(links, "semantics").get(2)).endsWith("#nustar.obs");
    }

    private static String faultOf(String id) {
        StarTable links = table(get("/xamin/vo/datalink/numaster?ID=" + id));
        assertThat(links.getRowCount()).isEqualTo(1);
        return (String) cell(links, 0, "error_message");
    }

    private static String xte(int id) {
        return "ivo://nasa.heasarc/xtemaster?" + id;
    }
}
