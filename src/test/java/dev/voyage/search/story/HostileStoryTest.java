package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hostile documents and names. */
class HostileStoryTest {

    private static final String LONG_HREF = // 300 characters
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                    + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
                    + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx";

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectory(directory.resolve("data")), Duration.ofSeconds(5));
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "../../../../../../tmp/x",
                "..%2fx",
                "%2e%2e/x",
                "%2e%2e%2fx",
                "%252e%252e%252fx",
                "..;/x",
                "..",
                "%2e%2e/",
                "a%00b",
                "..\\x",
                "a\\b",
                "%5c..%5cx",
                "/etc/passwd",
                "//evil.test/x",
                "C:\\x",
                "file:///etc/passwd",
                "javascript:alert(1)",
                "\u001b[31mred.txt",
                "%1b[31mred.txt",
                "%0d%0ax",
                "\u202etxt.exe",
                "ü.txt",
                "%c3%bc.txt",
                "%ff.txt",
                "%ed%a0%80",
                "x.part",
                ".locks",
                "a.txt/",
                "a.txt~2",
                "?x",
                "#x",
                "%",
                "%zz",
                LONG_HREF
            })
    void ofAFile(String href) {
        rig.played.listing("B").answers(200, "text/html; charset=utf-8", Played.page("B", "a.txt", href, "b.txt"));

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isIn("search.completed", "search.partial");
        assertThat(told.of("file.completed").stream()
                        .map(event -> event.path("file").textValue())
                        .filter(file -> file.matches("[ABC]/[ab]\\.txt")))
                .hasSize(6);
        String home = "127.0.0.1_" + rig.archive.port() + "/FTP/";
        assertThat(rig.filesOnDisk()).allMatch(file -> file.startsWith(home));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/FTP/%2e%2e/",
                "/FTP/..%2f..%2fx/",
                "/FTP/../../",
                "/FTP/%00/",
                "/FTP/a%5cb/",
                "/FTP/%1b%5b31m/",
                "/FTP/x.part/",
                "/",
                "/FTP/" + LONG_HREF + "/",
                "//",
                "/FTP/ü/"
            })
    void ofALinkedDirectory(String path) {
        String root = rig.archive.uri("/").toString();
        String hostile = root.substring(0, root.length() - 1) + path;
        rig.played.links().answers(200, "text/xml", Played.linksDocument(link("A") + linked("B", hostile) + link("C")));

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.tally("completed")).isEqualTo(4);
        assertThat(told.problems("observation.failed").size()
                        + told.of("observation.unavailable").size())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../../x",
                "/etc/passwd",
                "%2e%2e/x",
                "..\\x",
                "a b&amp;ID=A",
                "A&amp;REQUEST=x#y",
                "&lt;script&gt;",
                "ü\u202e",
                LONG_HREF
            })
    void ofAnObservation(String id) {
        rig.played.coneScript().answers(200, "text/xml", rig.played.coneDocument("A", id, "C"));
        rig.played
                .links()
                .answers(
                        200,
                        "text/xml",
                        Played.linksDocument(
                                link("A") + linked(id, rig.played.uri("/FTP/B/").toString()) + link("C")));

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.tally("selected")).isEqualTo(3);
        assertThat(told.tally("completed")).isGreaterThanOrEqualTo(4);
        assertThat(told.of("file.completed"))
                .allMatch(event -> event.path("file").textValue().matches("[ABC]/[ab]\\.txt"));
    }

    @Test
    void theSameObservationTwiceIsNotTwoOfEverything() {
        rig.played.coneScript().answers(200, "text/xml", rig.played.coneDocument("A", "A", "B"));

        Told told = new Told(rig.run(rig.request(Action.DOWNLOAD)));

        assertThat(told.end()).isEqualTo("search.completed");
        assertThat(told.tally("files")).isEqualTo(told.tally("completed") + told.tally("skipped"));
        assertThat(rig.filesOnDisk()).hasSize(4);
    }

    @Test
    void aCatalogueCutAnywhereIsNeverTakenForTheWhole() {
        String document = rig.played.coneDocument("A", "B", "C");
        for (int at = 0; at < document.lastIndexOf("</VOTABLE>"); at += 61) {
            rig.played.coneScript().answers(200, "text/xml", document.substring(0, at));
            neverTakenForTheWhole(at, rig.request(Action.OBSERVATIONS));
        }
    }

    @Test
    void aCatalogueBrokenAnywhereIsNeverTakenForTheWhole() {
        String document = rig.played.coneDocument("A", "B", "C");
        for (int at = document.indexOf("<VOTABLE") + 1; at < document.lastIndexOf("</VOTABLE>"); at += 61) {
            rig.played
                    .coneScript()
                    .answers(200, "text/xml", document.substring(0, at) + "<\u0001&;" + document.substring(at));
            neverTakenForTheWhole(at, rig.request(Action.OBSERVATIONS));
        }
    }

    private void neverTakenForTheWhole(int at, SearchRequest request) {
        Told told = new Told(rig.run(request)).isSound();
        assertThat(told.end()).as("at %d: %s", at, told.last()).isEqualTo("search.failed");
        assertThat(told.problem()).as("at %d", at).isIn("malformed", "corrupt");
    }

    @Test
    void linksCutAnywhereAreNeverTakenForTheWhole() {
        String document = Played.linksDocument(link("A") + link("B") + link("C"));
        for (int at = 0; at < document.lastIndexOf("</VOTABLE>"); at += 61) {
            rig.played.links().answers(200, "text/xml", document.substring(0, at));
            Told told = new Told(rig.run(rig.request(Action.LINKS)));
            assertThat(told.end()).as("at %d", at).isEqualTo("search.partial");
            assertThat(told.tally("linked") + told.tally("failedObservations")).isEqualTo(3);
        }
    }

    @Test
    void entitiesAreNotExpanded() {
        String bomb = "<?xml version=\"1.0\"?><!DOCTYPE VOTABLE [<!ENTITY a \"aaaaaaaaaa\">"
                + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
        String document = rig.played.coneDocument("A", "&b;", "&x;");
        rig.played.coneScript().answers(200, "text/xml", document.replace("<?xml version=\"1.0\"?>", bomb));
        String sesame = Played.SESAME.replace("<?xml version=\"1.0\"?>", bomb).replace("NAME", "&x;");

        Told told = told(rig.request(Action.OBSERVATIONS));
        assertThat(told.events().toString()).doesNotContain("aaaaaaaaaa").doesNotContain("root:");

        rig.played.sesame().answers(200, "text/xml", sesame.replace(">name<", ">other<"));
        told = told(rig.request("name", rig.played.cone().toString(), Action.OBSERVATIONS));
        assertThat(told.events().toString()).doesNotContain("root:");
    }

    @Test
    void aCellOfTenGigabytesIsRefusedBeforeItIsHeld() {
        String document = rig.played.coneDocument("A");
        String head = document.substring(0, document.indexOf("<TR>")) + "<TR><TD>";
        rig.played.coneScript().answersEndlessly("text/xml", head, "x".repeat(1000), 10L << 30);

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isEqualTo("too-large");
        assertThat(rig.archive.requests("/cone").get(0).bytesSent()).isLessThan(64L << 20);
    }

    @Test
    void aListingWithoutEndIsRefusedAndTheOthersGoOn() {
        rig.played
                .listing("B")
                .answersEndlessly("text/html", "<html><title>Index of /</title>", "<a href=\"a\">a</a>\n", 10L << 30);

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("observation.failed")).containsExactly("too-large");
        assertThat(told.tally("completed")).isEqualTo(4);
    }

    private String link(String id) {
        return linked(id, rig.archive.uri("/FTP/" + id + "/").toString());
    }

    private static String linked(String id, String url) {
        return Played.linkRow(id, url, "", "directory");
    }

    private Told told(SearchRequest request) {
        return new Told(rig.run(request)).isSound().leaves(rig, Played::source);
    }
}
