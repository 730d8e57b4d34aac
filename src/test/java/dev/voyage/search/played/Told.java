package dev.voyage.search.played;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.event.RefusedEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** All events of a search, and the invariants that hold for any behaviour of the archive. */
public record Told(List<JsonNode> events) {

    private static final Set<String> OURS = Set.of("files", "registry", "run");

    public JsonNode last() {
        return events.get(events.size() - 1);
    }

    public String end() {
        return last().path("type").textValue();
    }

    /** The problem type in the last event, without its prefix; empty if there is none. */
    public String problem() {
        return word(last());
    }

    public List<JsonNode> of(String type) {
        return events.stream().filter(event -> is(event, type)).toList();
    }

    /** The detail of that problem. */
    public String detail() {
        return last().path("problem").path("detail").asText();
    }

    /** The ids of all rows, in the order in which they were reported. */
    public List<String> observations() {
        return of("observation.found").stream()
                .map(row -> row.path("observation").asText())
                .toList();
    }

    /** The details of the notices about degraded responses. */
    public List<String> notices() {
        return of("upstream.degraded").stream()
                .map(notice -> notice.path("detail").asText())
                .toList();
    }

    /** The problem types in events of this type. */
    public List<String> problems(String type) {
        return of(type).stream()
                .filter(event -> !event.path("willRetry").asBoolean())
                .map(Told::word)
                .toList();
    }

    public long tally(String member) {
        return last().path("tally").path(member).asLong();
    }

    /**
     * Checks the invariants: numbers without gaps, one final event, a tally equal to the sum of the events, problems
     * with types.
     */
    public Told isSound() {
        assertThat(events.stream().map(event -> event.path("seq").longValue()))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(events.stream().filter(event -> event.has("tally"))).containsExactly(last());
        assertThat(tally("observations")).isEqualTo(of("observation.found").size());
        assertThat(tally("repeated"))
                .isEqualTo(of("observation.found").stream()
                        .filter(event -> event.path("repeated").booleanValue())
                        .count());
        assertThat(tally("selected") + tally("repeated"))
                .isEqualTo(of("observation.found").stream()
                        .filter(event -> event.path("selected").booleanValue())
                        .count());
        assertThat(tally("linked")).isEqualTo(of("observation.linked").size());
        assertThat(tally("unavailable")).isEqualTo(of("observation.unavailable").size());
        assertThat(tally("failedObservations"))
                .isEqualTo(of("observation.failed").size());
        assertThat(tally("files") + tally("excluded"))
                .isEqualTo(of("file.found").size());
        assertThat(tally("excluded")).isEqualTo(excluded());
        assertThat(tally("refused")).isEqualTo(refused());
        assertThat(tally("completed")).isEqualTo(of("file.completed").size());
        assertThat(tally("skipped")).isEqualTo(of("file.skipped").size() - excluded());
        assertThat(tally("failed")).isEqualTo(problems("file.failed").size());
        assertThat(tally("bytes"))
                .isEqualTo(of("file.completed").stream()
                        .mapToLong(event -> event.path("bytes").longValue())
                        .sum());
        events.stream().filter(event -> event.has("problem")).forEach(Told::isNamed);
        if (!Set.of("search.failed", "search.cancelled").contains(end())) {
            everythingEndedOnce();
        }
        return this;
    }

    private void everythingEndedOnce() {
        assertThat(tally("selected"))
                .isEqualTo(of("observation.completed").size() + tally("unavailable") + tally("failedObservations"));
        List<String> ended = Stream.of("observation.completed", "observation.unavailable", "observation.failed")
                .flatMap(type -> of(type).stream())
                .map(event -> event.path("observation").textValue())
                .toList();
        assertThat(ended).doesNotHaveDuplicates();
        assertThat(tally("files")).isEqualTo(tally("completed") + tally("skipped") + tally("failed"));
    }

    public long refused() {
        return of("directory.listed").stream()
                .flatMap(event -> event.path("refused").valueStream())
                .filter(entry -> new RefusedEntry(
                                entry.path("text").textValue(),
                                entry.path("reason").textValue())
                        .loses())
                .count();
    }

    private long excluded() {
        return of("file.skipped").stream()
                .filter(event -> event.path("reason").textValue().equals("excluded"))
                .count();
    }

    private static void isNamed(JsonNode event) {
        JsonNode problem = event.path("problem");
        assertThat(problem.path("type").asText()).startsWith("/problems/").isNotEqualTo("/problems/internal");
        assertThat(problem.path("detail").asText())
                .isNotBlank()
                .doesNotContain("Exception")
                .doesNotMatch("(?s).*\\p{Cc}.*");
    }

    /**
     * Checks the disk: no unknown file inside or outside the data directory, and every file reported as complete is
     * identical to its source.
     *
     * @param source returns the expected text for a file's path
     */
    public Told leaves(Rig rig, Function<String, String> source) {
        assertThat(names(rig.data.getParent()))
                .containsExactly(rig.data.getFileName().toString());
        assertThat(names(rig.data)).allMatch(name -> OURS.contains(name) || name.startsWith("voyage.db"));
        String id = last().path("search").textValue();
        for (JsonNode event : of("file.completed")) {
            String path = event.path("file").textValue();
            Path place = rig.searches.file(id, path).await().atMost(Rig.SOON).path();
            assertThat(place.normalize()).startsWith(rig.data.resolve("files"));
            try {
                assertThat(Files.readString(place)).as(path).isEqualTo(source.apply(path));
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
        return this;
    }

    private static List<String> names(Path directory) {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(path -> path.getFileName().toString()).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean is(JsonNode event, String type) {
        return event.path("type").asText().equals(type);
    }

    private static String word(JsonNode event) {
        String type = event.path("problem").path("type").asText("");
        return type.substring(type.lastIndexOf('/') + 1);
    }
}
