package dev.voyage.api.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.StreamContractTest;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.Frame;
import dev.voyage.api.client.WatchedSearch;
import dev.voyage.testsupport.WaitLimit;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour specific to several searches on one connection; see {@link StreamContractTest} for the rest. */
@Timeout(WaitLimit.TEST_SECONDS)
class MultiSearchEventsRouteTest {

    @TempDir
    Path directory;

    private WatchedSearch store;
    private String a;
    private String b;

    @BeforeEach
    void start() throws Exception {
        store = new WatchedSearch(
                directory, new WatchedSearch.Settings(Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ZERO, 3));
        a = store.id;
        b = store.another();
    }

    @AfterEach
    void stop() {
        store.close();
    }

    private List<Frame> frames(String path, String... headers) throws Exception {
        return Frame.all(store.get(path, headers).body());
    }

    private static String ending(String search) {
        return search.substring(search.length() - 8);
    }

    @Test
    void eachSearchIsToldInOrderAndEveryIdIsTheCursorOfBoth() throws Exception {
        store.degraded(a, 3);
        store.degraded(b, 1);
        store.end(a);
        store.end(b);

        List<Frame> frames = frames(WatchedSearch.path(a, b));

        long inA = 0;
        long inB = 0;
        for (Frame frame : frames) {
            inA = frame.search().equals(a) ? inA + 1 : inA;
            inB = frame.search().equals(b) ? inB + 1 : inB;
            assertThat(frame.seq()).isEqualTo(frame.search().equals(a) ? inA : inB);
            var parts = new ArrayList<String>();
            if (inA > 0) {
                parts.add(ending(a) + ":" + inA);
            }
            if (inB > 0) {
                parts.add(ending(b) + ":" + inB);
            }
            assertThat(frame.id()).isEqualTo(String.join(",", parts));
        }
        assertThat(List.of(inA, inB)).containsExactly(5L, 3L);
    }

    @Test
    void fromAnyFramesIdBothGoOnWhereTheyWere() throws Exception {
        store.degraded(a, 5);
        store.degraded(b, 5);
        store.end(a);
        store.end(b);
        List<Frame> all = frames(WatchedSearch.path(a, b));

        for (Frame frame : all.subList(0, all.size() - 1)) {
            List<Frame> rest = frames(WatchedSearch.path(a, b), "Last-Event-ID", frame.id());
            assertThat(rest.size()).isEqualTo(all.size() - all.indexOf(frame) - 1);
            assertThat(frames(WatchedSearch.path(a, b) + "&after=" + frame.id()))
                    .hasSameSizeAs(rest);
        }
        String last = all.get(all.size() - 1).id();
        assertThat(store.get(WatchedSearch.path(a, b), "Last-Event-ID", last).statusCode())
                .isEqualTo(204);
        assertThat(frames(WatchedSearch.path(a, b), "Last-Event-ID", a + ":7")).hasSize(7); // events of b only
    }

    @Test
    void eachCursorThatIsNotThereHasItsOwnGapAndTheOthersNone() throws Exception {
        store.end(a);
        store.end(b);
        String c = store.another();
        store.end(c);

        List<Frame> frames = frames(
                WatchedSearch.path(a, b, c), "Last-Event-ID", ending(a) + ":99," + b + ":1," + ending(c) + ":50");

        assertThat(frames).extracting(Frame::type).containsExactly("stream.gap", "stream.gap", "search.completed");
        JsonNode first = frames.get(0).json();
        assertThat(first.get("search").asText()).isEqualTo(a);
        assertThat(first.get("asked").asLong()).isEqualTo(99);
        assertThat(first.get("resumedAt").asLong()).isEqualTo(2);
        assertThat(frames.get(0).id()).isEqualTo(ending(a) + ":2," + ending(b) + ":1," + ending(c) + ":50");
        assertThat(frames.get(1).id()).isEqualTo(ending(a) + ":2," + ending(b) + ":1," + ending(c) + ":2");
        assertThat(store.get(
                                WatchedSearch.path(a, b, c),
                                "Last-Event-ID",
                                frames.get(2).id())
                        .statusCode())
                .isEqualTo(204);
    }

    @Test
    void aSearchThatHasEndedFallsSilentAndTheOthersGoOn() throws Exception {
        store.end(a);
        var ending = new Thread(() -> {
            store.degraded(b, 20);
            store.end(b);
        });
        ending.start();
        List<Frame> frames = frames(WatchedSearch.path(a, b));
        ending.join();

        assertThat(frames).filteredOn(frame -> frame.search().equals(a)).hasSize(2);
        assertThat(frames).filteredOn(frame -> frame.search().equals(b)).hasSize(22);
        assertThat(frames)
                .filteredOn(frame -> frame.type().equals("search.completed"))
                .hasSize(2);
    }

    @Test
    void aLongSearchDoesNotKeepAShortOneWaiting() throws Exception {
        store.degraded(a, 3000);
        store.degraded(b, 1);
        store.end(a);
        store.end(b);

        List<Frame> frames = frames(WatchedSearch.path(a, b));

        int short_ = -1;
        for (int i = 0; i < frames.size(); i++) {
            short_ = frames.get(i).search().equals(b) ? i : short_;
        }
        assertThat(frames).hasSize(3005);
        assertThat(short_).isLessThan(2 * 500 + 3);
    }

    @Test
    void theSameSearchTwiceIsOne() throws Exception {
        store.end(a);
        store.end(b);

        assertThat(frames(WatchedSearch.path(a, a, b, a))).hasSize(4);
    }

    @Test
    void linesAreOfAllSearchesAndTheirNumbersMakeTheCursor() throws Exception {
        store.degraded(a, 1);
        store.end(a);
        store.end(b);

        HttpResponse<String> answer = store.get(WatchedSearch.path(a, b), "Accept", "application/x-ndjson");
        HttpResponse<String> rest = store.get(
                WatchedSearch.path(a, b) + "&after=" + a + ":1," + b + ":1", "Accept", "application/x-ndjson");

        assertThat(answer.headers().firstValue("content-type")).contains("application/x-ndjson");
        assertThat(answer.body().lines()).hasSize(5).allMatch(line -> line.startsWith("{\"type\":"));
        assertThat(rest.body().lines()).hasSize(3);
    }

    @Test
    void anUnknownSearchIsNamedBeforeAnythingIsStreamed() throws Exception {
        HttpResponse<String> answer = store.get(WatchedSearch.path(a, "nosuchsearch", b));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(Client.json(answer).get("detail").asText()).contains("nosuchsearch");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/events                                           | */*              | 400 | search
            /v1/events?search=a&search=b&search=c&search=d       | */*              | 400 | search
            /v1/events?search=a&limit=5                          | */*              | 400 | limit
            /v1/events?search=a&after=3                          | */*              | 400 | after
            /v1/events?search=a&lastEventId=b:1                  | */*              | 400 | lastEventId
            /v1/events?search=a&after=a:1&lastEventId=a:1        | */*              | 400 | after
            /v1/events?search=a&after=a:1,a:2                    | */*              | 400 | after
            /v1/events?search=a                                  | application/json | 406 |
            """)
    void whatIsWrongIsSaidBeforeTheFirstByte(String path, String accept, int status, String parameter)
            throws Exception {
        HttpResponse<String> answer = store.get(path, "Accept", accept);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(Client.json(answer).path("parameter").asText(null)).isEqualTo(parameter);
    }
}
