package dev.voyage.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.search.played.Fault;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Several;
import dev.voyage.search.played.Told;
import dev.voyage.search.request.Action;
import dev.voyage.testsupport.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** For any fault in a search of overlapping targets: every row and every file has exactly one outcome. */
class SeveralPropertyTest {

    private static final Duration SILENCE = Duration.ofMillis(200);

    /** Possible places of a fault. */
    enum Place {
        NAMES,
        T,
        U,
        LINKS,
        LISTING_B,
        FILE_A,
        FILE_C
    }

    /** One fault, for a number of requests. */
    record Trouble(Place place, Fault fault, int times) {}

    @Provide
    Arbitrary<List<Trouble>> troubles() {
        return Combinators.combine(
                        Arbitraries.of(Place.class),
                        Arbitraries.of(Fault.class),
                        Arbitraries.integers().between(1, 6))
                .as(Trouble::new)
                .filter(it -> it.fault().isVisibleIn(it.place()))
                .list()
                .ofMaxSize(4);
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void theTallyAddsUp(@ForAll("troubles") List<Trouble> troubles) throws IOException {
        Path directory = Files.createTempDirectory("several");
        try (Rig rig = new Rig(Files.createDirectory(directory.resolve("data")), SILENCE)) {
            var several = new Several(rig);
            troubles.forEach(trouble -> play(trouble, rig.played, several));

            Told told = new Told(rig.run(several.request(Action.DOWNLOAD)))
                    .isSound()
                    .leaves(rig, Several::source);

            if (told.end().equals("search.completed")) {
                assertThat(told.tally("completed")).isEqualTo(8);
                assertThat(told.tally("observations")).isEqualTo(7);
            }
            int ended = told.of("catalogue.searched").size()
                    + told.of("catalogue.failed").size();
            int without = 2 * told.of("target.failed").size();
            assertThat(
                            told.end().equals("search.failed")
                                            && told.of("catalogue.searched").isEmpty()
                                    ? 6
                                    : ended + without)
                    .isEqualTo(6);
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void play(Trouble trouble, Played played, Several several) {
        switch (trouble.place()) {
            case NAMES -> {
                play(trouble, played, several.names(), "/sesame/-oxp/SNV", "text/plain", Played.SESAME);
                several.names().answersBy(200, "text/plain", Several::located);
            }
            case T -> {
                play(trouble, played, several.t(), "/cone", "text/xml", played.coneDocument("A", "B"));
                several.t().answersBy(200, "text/xml", several::rowsOfT);
            }
            case U -> {
                play(trouble, played, several.u(), "/u", "text/xml", played.coneDocument("A"));
                several.u().answersBy(200, "text/xml", several::rowsOfU);
            }
            case LINKS -> {
                play(trouble, played, played.links(), "/links", "text/xml", played.allLinks());
                played.links().answersBy(200, "text/xml", played::linksFor);
            }
            case LISTING_B -> {
                String page = Played.page("B", "a.txt", "b.txt");
                play(trouble, played, played.listing("B"), "/FTP/B/", "text/html", page);
                played.listing("B").answers(200, "text/html", page);
            }
            case FILE_A -> file(trouble, played, "A");
            case FILE_C -> file(trouble, played, "C");
        }
    }

    private static void file(Trouble trouble, Played played, String id) {
        String content = Played.content(id, "a.txt");
        Script script = played.file(id, "a.txt");
        play(trouble, played, script, "/FTP/" + id + "/a.txt", "text/plain", content);
        script.answers(200, "text/plain", content.getBytes(StandardCharsets.UTF_8))
                .ranges("\"tag\"", Played.MODIFIED);
    }

    private static void play(Trouble trouble, Played played, Script script, String path, String type, String good) {
        for (int i = 0; i < trouble.times(); i++) {
            trouble.fault().play(script, played, path, type, good);
            script.ranges("\"tag\"", Played.MODIFIED).then();
        }
    }
}
