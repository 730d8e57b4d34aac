package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/** For any faults in any order: the events of a search are consistent, and its files are correct. */
class StoryPropertyTest {

    private static final Duration SILENCE = Duration.ofMillis(200);

    /** Possible places of a fault. */
    enum Place {
        CONE,
        LINKS,
        LISTING_A,
        LISTING_B,
        FILE_A,
        FILE_B,
        FILE_C
    }

    /** A few faults at one place, in successive requests; afterwards they end or repeat. */
    record Trouble(Place place, List<Fault> faults, boolean heals) {}

    @Provide
    Arbitrary<List<Trouble>> troubles() {
        Arbitrary<Trouble> one = net.jqwik.api.Combinators.combine(
                        Arbitraries.of(Place.class),
                        Arbitraries.of(Fault.class).list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(true, true, true, false))
                .as(Trouble::new)
                .filter(it -> it.faults().stream().allMatch(fault -> fault.isVisibleIn(it.place())));
        return one.list().ofMinSize(1).ofMaxSize(4);
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void whatIsToldAddsUp(@ForAll("troubles") List<Trouble> troubles) throws IOException {
        Path directory = Files.createTempDirectory("story");
        try (Rig rig = new Rig(Files.createDirectory(directory.resolve("data")), SILENCE)) {
            troubles.forEach(trouble -> play(trouble, rig.played));

            Told told =
                    new Told(rig.run(rig.request(Action.DOWNLOAD))).isSound().leaves(rig, Played::source);

            if (told.end().equals("search.completed")) {
                assertThat(told.tally("completed")).isEqualTo(6);
            }
            var kept = new ArrayList<>(rig.filesOnDisk());
            kept.removeIf(file -> file.endsWith(".part") || file.endsWith(".part-of"));
            assertThat(kept).hasSize((int) told.tally("completed"));
        } finally {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void play(Trouble trouble, Played played) {
        switch (trouble.place()) {
            case CONE ->
                play(trouble, played, played.coneScript(), "/cone", "text/xml", played.coneDocument("A", "B", "C"));
            case LINKS -> play(trouble, played, played.links(), "/links", "text/xml", played.allLinks());
            case LISTING_A -> listing(trouble, played, "A");
            case LISTING_B -> listing(trouble, played, "B");
            case FILE_A -> file(trouble, played, "A");
            case FILE_B -> file(trouble, played, "B");
            case FILE_C -> file(trouble, played, "C");
        }
    }

    private static void listing(Trouble trouble, Played played, String id) {
        play(trouble, played, played.listing(id), "/FTP/" + id + "/", "text/html", Played.page(id, "a.txt", "b.txt"));
    }

    private static void file(Trouble trouble, Played played, String id) {
        String content = Played.content(id, "a.txt");
        play(trouble, played, played.file(id, "a.txt"), "/FTP/" + id + "/a.txt", "text/plain", content);
    }

    private static void play(Trouble trouble, Played played, Script script, String path, String type, String good) {
        for (Fault fault : trouble.faults()) {
            fault.play(script, played, path, type, good);
            script.ranges("\"tag\"", Played.MODIFIED).then();
        }
        if (trouble.heals()) {
            script.answers(200, type, good).ranges("\"tag\"", Played.MODIFIED);
        } else {
            script.answers(404);
        }
    }
}
