package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.Fault;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A permanent fault of an archive at one place: it is reported with its reason, and the rest continues. */
class FaultStoryTest {

    private static final Duration SILENCE = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private Rig rig;

    @BeforeEach
    void setUp() throws IOException {
        rig = new Rig(Files.createDirectory(directory.resolve("data")), SILENCE);
    }

    @AfterEach
    void tearDown() {
        rig.close();
    }

    @ParameterizedTest
    @EnumSource
    void ofTheResolverEndsTheSearch(Fault fault) {
        String path = "/sesame/-oxp/SNV";
        fault.play(rig.played.sesame(), rig.played, path, "text/plain", Played.SESAME);

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isIn(allMirrors(fault));
    }

    @ParameterizedTest
    @EnumSource
    void ofTheRegistryEndsTheSearch(Fault fault) {
        String document = Played.linksDocument("");
        fault.play(rig.played.registry(), rig.played, "/tap/sync", "application/x-votable+xml", document);

        Told told = told(rig.request("name", "numaster", Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isIn(allMirrors(fault));
    }

    @ParameterizedTest
    @EnumSource
    void ofTheCatalogueEndsTheSearch(Fault fault) {
        String document = rig.played.coneDocument("A", "B", "C");
        fault.play(rig.played.coneScript(), rig.played, "/cone", "text/xml", document);

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.failed");
        assertThat(told.problem()).isIn(fault.names());
        assertThat(told.of("observation.found")).hasSizeLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void ofTheLinksEndsTheObservationsWithoutOne(Fault fault) {
        String document = Played.linksDocument(link("A") + link("B") + link("C"));
        fault.play(rig.played.links(), rig.played, "/links", "text/xml", document);

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("observation.failed")).isNotEmpty().isSubsetOf(fault.names());
        assertThat(told.tally("linked") + told.tally("failedObservations")).isEqualTo(3);
        assertThat(told.tally("completed")).isEqualTo(2 * told.tally("linked"));
    }

    /** A page of its announced length is complete, however short: a client cannot detect SHORT_LENGTH. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "SHORT_LENGTH")
    void ofAListingEndsThatObservation(Fault fault) {
        String page = Played.page("B", "a.txt", "b.txt");
        fault.play(rig.played.listing("B"), rig.played, "/FTP/B/", "text/html", page);

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("observation.failed")).hasSize(1).isSubsetOf(fault.names());
        assertThat(told.tally("completed")).isEqualTo(4);
    }

    /** A file of its announced length is complete, unless another source states its length. */
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SHORT_LENGTH", "EMPTY"})
    void ofAFileEndsThatFile(Fault fault) {
        fault.play(
                rig.played.file("B", "b.txt"), rig.played, "/FTP/B/b.txt", "text/plain", Played.content("B", "b.txt"));

        Told told = told(rig.request(Action.DOWNLOAD));

        assertThat(told.end()).isEqualTo("search.partial");
        assertThat(told.problems("file.failed")).hasSize(1).isSubsetOf(fault.names());
        assertThat(told.tally("completed")).isEqualTo(5);
        assertThat(rig.filesOnDisk()).noneMatch(file -> file.endsWith("B/b.txt"));
    }

    /** If every mirror fails, in any way, the service is unavailable. */
    private static Set<String> allMirrors(Fault fault) {
        var names = new HashSet<>(fault.names());
        names.add("unavailable");
        return names;
    }

    private String link(String id) {
        return Played.linkRow(id, rig.archive.uri("/FTP/" + id + "/").toString(), "", "directory");
    }

    private Told told(SearchRequest request) {
        return new Told(rig.run(request)).isSound().leaves(rig, Played::source);
    }
}
