package dev.voyage.journal.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.journal.TestJournal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Stored journals stay readable, and encoding reproduces each line. */
class EventCodecTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Counts that tallies of 2026-11-22 lack. */
    private static final Set<String> LATER_COUNTS = Set.of("excluded");

    /** The lines as that day's version stored and streamed them. */
    private static Stream<String> lines(String day) {
        try (var in = EventCodecTest.class.getResourceAsStream("/journal/events-of-" + day + ".ndjson")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<String> today() {
        return Stream.concat(lines("2026-11-29"), lines("2026-11-30")); // the second has the types that are new
    }

    static Stream<String> before() {
        return lines("2026-11-22");
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException wrong) {
            throw new AssertionError(json, wrong);
        }
    }

    private static JournalEntry entry(String line) {
        JsonNode json = tree(line);
        return JournalEntry.read(
                json.path("search").asText(),
                json.path("seq").asLong(),
                json.path("type").asText(),
                Instant.parse(json.path("time").asText()),
                line);
    }

    /** Decodes and encodes a line. */
    private static String again(String line) {
        JournalEntry entry = entry(line);
        SearchEvent event = EventCodec.read(entry).orElseThrow();
        String fields = EventCodec.write(event);
        return entry.isStored()
                ? JournalEntry.stored(entry.search(), entry.seq(), event.type(), entry.time(), fields)
                        .text()
                : JournalEntry.signal(entry.search(), event.type(), entry.time(), fields)
                        .text();
    }

    @ParameterizedTest
    @MethodSource("today")
    void storedEventReadsAndWritesByteForByte(String line) {
        assertThat(again(line)).isEqualTo(line);
    }

    @ParameterizedTest
    @MethodSource("before")
    void eventOfAnEarlierVersionKeepsItsFieldsAndGainsZeros(String line) {
        JsonNode before = tree(line);
        JsonNode after = tree(again(line));
        if (after.path("tally") instanceof ObjectNode tally) {
            for (String count : LATER_COUNTS) {
                assertThat(tally.path(count).longValue()).isZero();
                tally.remove(count);
            }
        }

        assertThat(after).isEqualTo(before);
    }

    @Test
    void everyTypeIsAmongTheStoredLines() {
        Set<String> stored = today().map(line -> entry(line).type()).collect(Collectors.toSet());

        assertThat(stored)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(EventType.values()).map(EventType::word).toList());
    }

    private static Stream<Class<?>> records(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCodecTest::records);
    }

    @Test
    void everyRecordHasItsType() {
        Set<Class<?>> named =
                Arrays.stream(EventType.values()).map(EventType::event).collect(Collectors.toSet());

        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(records(SearchEvent.class).toList());
        assertThat(Arrays.stream(Outcome.values()).map(Outcome::eventType))
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(EventType.of(word)).isPresent());
    }

    static Stream<Arguments> outcomes() {
        return Arrays.stream(Outcome.values()).map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void outcomeIsReadFromTheNameOfTheLastEvent(Outcome outcome) {
        var end = new SearchEvent.Ended(outcome, Tally.ZERO, 9, Map.of("type", "/problems/corrupt"));

        assertThat(EventCodec.read(stored(end))).contains(end);
    }

    private static JournalEntry stored(SearchEvent event) {
        return JournalEntry.stored("0abc", 7, event.type(), TestJournal.NOW, EventCodec.write(event));
    }

    @Test
    void cellsKeepTheirValuesAndNulls() {
        Map<String, Object> row = new HashMap<>();
        row.put("missing", null);
        row.put("exact", Long.MAX_VALUE); // a string of digits in JSON
        row.put("small", 7);
        row.put("zero", -0.0);
        row.put("tiny", Double.MIN_VALUE);
        row.put("list", List.of(1, 2));
        var read = EventCodec.read(
                stored(new ObservationEvent.Found("x", 1.5, null, null, true, row)), ObservationEvent.Found.class);

        assertThat(read.raDeg()).isEqualTo(1.5);
        assertThat(read.decDeg()).isNull();
        Map<String, Object> expected = new TreeMap<>(row);
        expected.put("exact", Long.toString(Long.MAX_VALUE));
        assertThat(read.row()).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @Test
    void headOfARowIsThatOfItsEvent() {
        today().map(EventCodecTest::entry)
                .filter(EventType.OBSERVATION_FOUND::is)
                .forEach(entry -> {
                    var whole = EventCodec.read(entry, ObservationEvent.Found.class);
                    assertThat(EventCodec.readHead(entry))
                            .isEqualTo(new EventCodec.RowHead(whole.selected(), whole.catalogue()));
                });
    }

    @Test
    void laterTypeIsEmptyAndLaterFieldIsIgnored() {
        assertThat(EventCodec.read(
                        entry("{'type':'star.exploded','seq':1,'search':'0abc','time':'2030-01-01T00:00:00.000Z'}"
                                .replace('\'', '"'))))
                .isEmpty();
        assertThat(EventCodec.read(
                        entry(("{'type':'target.failed','seq':1,'search':'0abc','time':'2030-01-01T00:00:00.000Z',"
                                        + "'target':'x','problem':{},'since':2030}")
                                .replace('\'', '"'))))
                .contains(new SearchEvent.TargetFailed("x", Map.of()));
    }

    @ParameterizedTest
    @MethodSource("broken")
    void brokenLineIsNoEventAndIsNamed(String line) {
        JournalEntry entry = JournalEntry.read("0abc", 7, EventType.FILE_FOUND.word(), TestJournal.NOW, line);

        assertThatThrownBy(() -> EventCodec.read(entry))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("0abc:7");
    }

    static Stream<String> broken() {
        return Stream.of("", "{", "[]", "{\"bytes\":\"many\"}", "{\"modified\":\"yesterday\"}");
    }

    /** Only {@link EventType} contains the names of events; comments may have one in {@code @code}. */
    @Test
    void noOtherSourceSpellsTheNameOfAnEvent() throws IOException {
        Set<String> names = Arrays.stream(EventType.values())
                .map(type -> Pattern.quote(type.word()))
                .collect(Collectors.toCollection(HashSet::new));
        Pattern literal = Pattern.compile("\"(" + String.join("|", names) + ")\"");
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> spelling = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("EventType.java"))
                    .filter(path -> literal.matcher(text(path)).find())
                    .map(Path::toString)
                    .toList();

            assertThat(spelling).isEmpty();
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
