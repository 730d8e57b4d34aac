package dev.voyage.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.CuttingProxy;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client for Java against the service with its demo archive, over broken connections, and against other answers. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class VoyageClientTest {

    @TestHTTPResource("/")
    URI base;

    private final ScriptedServer scripted = ScriptedServer.start();

    @AfterEach
    void stop() {
        scripted.close();
    }

    private static <T> T within(Uni<T> answer) {
        return answer.await().atMost(WaitLimit.TIME);
    }

    private static VoyageClient client(URI server) {
        return VoyageClient.of(server.toString(), Optional.empty());
    }

    private static String search(VoyageClient voyage, String action) {
        return within(voyage.create(Map.of("target", "3C 105", "catalogue", "numaster", "action", action)))
                .path("id")
                .asText();
    }

    @Test
    void everyEventComesOnceOverBrokenConnections() throws Exception {
        try (CuttingProxy proxy = CuttingProxy.to(base);
                VoyageClient voyage = client(proxy.address())) {
            String search = search(voyage, "download");
            var heard = new ArrayList<JournalEntry>();
            var interruptions = new ArrayList<Long>();
            try (var events = voyage.onInterruption(interruptions::add)
                    .follow(search, 0)
                    .subscribe()
                    .asStream()) {
                events.filter(JournalEntry::isStored).forEach(event -> {
                    heard.add(event);
                    if (event.seq() == 5) {
                        proxy.cut();
                        proxy.mend();
                    }
                });
            }
            assertThat(interruptions).isNotEmpty();
            assertThat(heard.get(heard.size() - 1).isTerminal()).isTrue();
            assertThat(heard)
                    .extracting(JournalEntry::seq)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, heard.size()).boxed().toList());
            assertThat(heard.stream().map(event -> EventCodec.read(event).orElseThrow()))
                    .hasAtLeastOneElementOfType(FileEvent.Found.class);
            assertThat(within(voyage.follow(search, heard.size()).collect().asList()))
                    .isEmpty();
        }
    }

    @Test
    void filesAreVerifiedOneByOne() throws Exception {
        try (VoyageClient voyage = client(base)) {
            String search = search(voyage, "download");
            JournalEntry end = within(voyage.follow(search, 0).collect().last());
            long files =
                    EventCodec.MAPPER.readTree(end.text()).at("/tally/files").asLong();

            List<String> report = within(voyage.verify(search).collect().asList());
            assertThat(report).hasSize((int) files + 1);
            assertThat(report.subList(0, (int) files)).allMatch(line -> line.contains("\"state\":\"right\""));
            assertThat(EventCodec.MAPPER
                            .readTree(report.get((int) files))
                            .path("right")
                            .asLong())
                    .isEqualTo(files)
                    .isPositive();
        }
    }

    @Test
    void cataloguesAreDiscoveredInLines() throws Exception {
        try (VoyageClient voyage = client(base)) {
            List<String> lines = within(
                    voyage.lines("v1/discovery?near=61.8+3.7&limit=5").collect().asList());
            assertThat(lines).hasSizeGreaterThan(2);
            for (String line : lines) {
                assertThat(EventCodec.MAPPER.readTree(line).path("type").asText())
                        .matches("(discovery|catalogue)\\..*");
            }
        }
    }

    @Test
    void searchIsShownSteeredAndDeleted() throws Exception {
        try (VoyageClient voyage = client(base)) {
            String search = search(voyage, "observations");
            within(voyage.follow(search, 0).collect().last());

            assertThat(within(voyage.show(search)).path("outcome").asText()).isEqualTo("complete");
            assertThat(within(voyage.list(50)).path("searches").findValuesAsText("id"))
                    .contains(search);
            assertThat(within(voyage.lines(VoyageClient.path(search) + "/observations?format=ndjson")
                            .collect()
                            .asList()))
                    .hasSize(5);
            try (var table = within(voyage.open(VoyageClient.path(search) + "/observations?format=csv"))) {
                assertThat(table.readAllBytes()).startsWith("__row,name".getBytes(StandardCharsets.UTF_8));
            }
            assertThatThrownBy(() -> within(voyage.pause(search)))
                    .isInstanceOfSatisfying(RefusedException.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(409);
                        assertThat(refusal.members()).containsKey("type");
                    });
            assertThat(within(voyage.delete(search, true)).path("id").asText()).isEqualTo(search);
            assertThatThrownBy(() -> within(voyage.follow(search, 0).collect().asList()))
                    .isInstanceOfSatisfying(RefusedException.class, refusal -> assertThat(refusal.status())
                            .isIn(404, 410));
        }
    }

    @Test
    void creationIsRepeatedWithTheSameKey() {
        scripted.on("/v1/searches")
                .answers(503, "application/problem+json", "{\"detail\":\"starting\"}")
                .then()
                .answers(202, "application/json", "{\"id\":\"s1\"}");
        try (VoyageClient voyage = client(scripted.uri("/"))) {
            JsonNode created = within(voyage.create(Map.of("target", "M31")));

            assertThat(created.path("id").asText()).isEqualTo("s1");
        }
        List<Received> requests = scripted.requests("/v1/searches");
        assertThat(requests).hasSize(2).allMatch(request -> request.bodyText().equals("{\"target\":\"M31\"}"));
        assertThat(requests.get(0).header("Idempotency-Key"))
                .isPresent()
                .isEqualTo(requests.get(1).header("Idempotency-Key"));
    }

    @Test
    void tokenGoesToItsServiceOnly() {
        scripted.on("/v1/tickets").answers(201, "application/json", "{\"ticket\":\"a b\"}");
        try (VoyageClient voyage = VoyageClient.of(scripted.uri("/").toString(), Optional.of("secret"))) {
            assertThat(within(voyage.ticketed("v1/searches/s1/archive.tar")))
                    .isEqualTo(scripted.uri("/v1/searches/s1/archive.tar?ticket=a%20b"));
            assertThatThrownBy(() -> voyage.get(base + "v1/searches")).hasMessageContaining("not an address of");
        }
        assertThat(scripted.requests()).singleElement().satisfies(request -> {
            assertThat(request.header("Authorization")).hasValue("Bearer secret");
            assertThat(request.body()).isEmpty();
        });
    }

    @Test
    void withoutAServiceTheRemedyIsNamed() {
        try (VoyageClient voyage = client(ScriptedServer.refusing())) {
            assertThatThrownBy(() -> within(voyage.show("s1")))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("voyage serve");
        }
        assertThatThrownBy(() -> VoyageClient.of("ftp://a", Optional.empty())).hasMessageContaining("server must be");
    }
}
