package dev.voyage.search.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Fault;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An index page is the response for a listed file: the entry is a directory, whose listing can fail too. It has exactly
 * one outcome, and the search is not complete.
 */
class SlashlessDirectoryTest {

    private static final Duration SILENCE = Duration.ofMillis(300);
    private static final String LINK = "<a href='%1$s'>%1$s</a>  12-Mar-2025 10:00\n";

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectory(directory.resolve("data")), SILENCE);
        rig.played.observations("A");
        page("A/", "aux.d", "b.txt");
        page("A/aux.d", "c.txt");
        page("A/aux.d/", "c.txt");
        rig.archive
                .on("/FTP/A/aux.d/c.txt")
                .answers(200, "text/plain", Played.content("A", "aux.d/c.txt"))
                .validators("\"c\"", Played.MODIFIED);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    private static String index(String... names) {
        var page = new StringBuilder("<html><head><title>Index of</title></head><body><pre>\n");
        for (String name : names) {
            page.append(LINK.formatted(name));
        }
        return page.append("</pre></body></html>").toString();
    }

    private void page(String path, String... names) {
        rig.archive.on("/FTP/" + path).answers(200, "text/html", index(names));
    }

    private Told told() {
        return new Told(rig.run(rig.request(Action.DOWNLOAD))).isSound().leaves(rig, Played::source);
    }

    private static List<String> ends(Told told, String file) {
        return told.events().stream()
                .filter(event -> event.path("file").asText().equals(file))
                .filter(event -> !event.path("willRetry").asBoolean())
                .map(event -> event.path("type").textValue())
                .filter(type ->
                        List.of("file.completed", "file.skipped", "file.failed").contains(type))
                .toList();
    }

    /** A page of its announced length is complete, however short: a client cannot detect SHORT_LENGTH. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHORT_LENGTH")
    void whereItsListingFailsTheEntryFails(Fault fault) {
        fault.play(rig.archive.on("/FTP/A/aux.d/"), rig.played, "/FTP/A/aux.d/", "text/html", index("c.txt"));

        Told told = told();

        assertThat(ends(told, "A/aux.d")).containsExactly("file.failed");
        assertThat(ends(told, "A/b.txt")).containsExactly("file.completed");
        assertThat(told.of("file.found")).hasSize(2);
        assertThat(told.end()).isEqualTo("search.partial");
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "DROPS", "GONE", "EMPTY", "LOOP", "TO_PRIVATE"})
    void whereADirectoryInsideFailsTheEntryIsADirectoryAndTheObservationFails(Fault fault) {
        page("A/aux.d/", "c.txt", "sub/");
        fault.play(rig.archive.on("/FTP/A/aux.d/sub/"), rig.played, "/FTP/A/aux.d/sub/", "text/html", index("e.txt"));

        Told told = told();

        assertThat(ends(told, "A/aux.d")).containsExactly("file.skipped");
        assertThat(ends(told, "A/aux.d/c.txt")).containsExactly("file.completed");
        assertThat(told.problems("observation.failed")).hasSize(1).isSubsetOf(fault.names());
        assertThat(told.end()).isEqualTo("search.partial");
    }

    @ParameterizedTest
    @EnumSource(names = {"BROKEN", "DROPS", "STALLS", "GONE"})
    void whereAFurtherPageFailsTheEntryIsADirectoryAndTheObservationFails(Fault fault) {
        String leads = index("c.txt").replace("</pre>", "</pre><a href='?page=2'>Next page</a>");
        Script pages =
                rig.archive.on("/FTP/A/aux.d/").answers(200, "text/html", leads).then();
        fault.play(pages, rig.played, "/FTP/A/aux.d/?page=2", "text/html", index("e.txt"));

        Told told = told();

        assertThat(ends(told, "A/aux.d")).containsExactly("file.skipped");
        assertThat(ends(told, "A/aux.d/c.txt")).containsExactly("file.completed");
        assertThat(told.problems("observation.failed")).hasSize(1).isSubsetOf(fault.names());
        assertThat(told.end()).isEqualTo("search.partial");
    }

    /** A retry cannot turn the page into a file. */
    @Test
    void itIsAskedForOnceAsAFile() {
        String head =
                "<!DOCTYPE HTML PUBLIC \"-//W3C//DTD HTML 3.2 Final//EN\">\n<html>\n <head>\n  <!-- made by a server -->\n";
        rig.archive.on("/FTP/A/aux.d").answers(200, "text/html", index("c.txt").replace("<html><head>", head));

        Told told = told();

        assertThat(ends(told, "A/aux.d/c.txt")).containsExactly("file.completed");
        assertThat(rig.archive.requests("/FTP/A/aux.d")).hasSize(1);
        assertThat(told.end()).isEqualTo("search.completed");
    }

    /** The server shows the same page below each of its names, as with symbolic links to a parent directory. */
    @Test
    void whatShowsItselfWithoutEndIsALoop() {
        String way = "A/aux.d";
        for (int depth = 0; depth < 30; depth++) {
            page(way, "aux.d", "c.txt");
            page(way + "/", "aux.d", "c.txt");
            rig.archive
                    .on("/FTP/" + way + "/c.txt")
                    .answers(200, "text/plain", Played.content("A", way.substring(2) + "/c.txt"))
                    .validators("\"c\"", Played.MODIFIED);
            way += "/aux.d";
        }

        Told told = told();

        assertThat(ends(told, "A/aux.d")).containsExactly("file.skipped");
        assertThat(ends(told, "A/aux.d/aux.d")).containsExactly("file.skipped");
        assertThat(told.of("file.found").size()).isLessThan(8);
        assertThat(reasons(told)).containsExactly("loop");
        assertThat(told.end()).isEqualTo("search.partial");
    }

    /** Each page is different. */
    @Test
    void whatIsNestedWithoutEndEndsWithTheDepthOfAWalk() {
        var way = new StringBuilder("A/aux.d");
        for (int depth = 0; depth < 40; depth++) {
            page(way.toString(), "d" + depth + ".d");
            page(way + "/", "d" + depth + ".d");
            way.append("/d").append(depth).append(".d");
        }

        Told told = told();

        assertThat(told.of("file.found").size()).isBetween(20, 23);
        assertThat(reasons(told)).containsExactly("too-deep");
        assertThat(told.end()).isEqualTo("search.partial");
    }

    private static List<String> reasons(Told told) {
        return told.of("directory.listed").stream()
                .flatMap(event -> event.path("refused").valueStream())
                .map((JsonNode entry) -> entry.path("reason").textValue())
                .toList();
    }
}
