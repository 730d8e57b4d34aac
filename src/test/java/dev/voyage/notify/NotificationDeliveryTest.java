package dev.voyage.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.journal.Journal;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.record.EndNotification;
import dev.voyage.journal.record.EndNotification.State;
import dev.voyage.journal.record.NewSearch;
import dev.voyage.journal.record.ProcessLock;
import dev.voyage.journal.record.SearchIds;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.SetClock;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.TestStore;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Delivery against a scripted receiver, with a clock that stands still. */
class NotificationDeliveryTest extends HttpTestBase {

    private static final WebhookSigner SIGNER = WebhookSigner.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @TempDir
    Path directory;

    private final SetClock clock = new SetClock();
    private final SearchIds ids = new SearchIds(clock);
    private final ExecutorService executor = Executors.newFixedThreadPool(4);
    private Journal journal;
    private NotificationDelivery delivery;

    @BeforeEach
    void open() throws IOException {
        journal =
                new Journal(TestStore.in(directory), clock, executor, ProcessLock.in(directory.resolve("run"), clock));
        delivery = delivery(Optional.of(SIGNER));
    }

    @AfterEach
    void close() {
        journal.close();
        executor.shutdown();
    }

    private NotificationDelivery delivery(Optional<WebhookSigner> signer) {
        var config = Settings.of(NotifyConfig.class, "voyage.notify.service", "https://voyage.example.org/");
        return new NotificationDelivery(journal, http, signer, config, clock);
    }

    private String started(String... receivers) {
        String id = ids.next();
        var search = new NewSearch(id, Map.of("target", "x"), "/v1/searches/" + id, "", null);
        journal.create(search).await().atMost(WaitLimit.TIME);
        for (String receiver : receivers) {
            journal.notifications().add(id, receiver).await().atMost(WaitLimit.TIME);
        }
        return id;
    }

    private void end(String search, Outcome outcome) {
        journal.append(search, new SearchEvent.Ended(outcome, journal.tally(search), 12, null))
                .await()
                .atMost(WaitLimit.TIME);
    }

    private String ended(String... receivers) {
        String search = started(receivers);
        end(search, Outcome.PARTIAL);
        return search;
    }

    private long deliver() {
        return delivery.deliverDue().await().atMost(WaitLimit.TIME);
    }

    private List<EndNotification> all(String search) {
        return journal.notifications().of(search).await().atMost(WaitLimit.TIME);
    }

    private EndNotification only(String search) {
        assertThat(all(search)).hasSize(1);
        return all(search).get(0);
    }

    private String receiver() {
        return server.uri("/hook?token=secret").toString();
    }

    @Test
    void theEndIsDeliveredOnceSignedAndNotBefore() throws IOException {
        server.on("/hook").answers(204);
        String search = started(receiver());

        assertThat(deliver()).isZero();
        end(search, Outcome.PARTIAL);
        assertThat(deliver()).isEqualTo(1);
        assertThat(deliver()).isZero();

        assertThat(server.requests("/hook")).hasSize(1);
        Received hook = server.requests("/hook").get(0);
        assertThat(hook.method()).isEqualTo("POST");
        assertThat(hook.target()).isEqualTo("/hook?token=secret");
        assertThat(hook.header("Content-Type")).contains("application/cloudevents+json; charset=utf-8");
        String body = new String(hook.body(), StandardCharsets.UTF_8);
        assertThat(hook.header("webhook-id")).contains(search + "-1");
        assertThat(hook.header("webhook-timestamp"))
                .contains(Long.toString(clock.instant().getEpochSecond()));
        assertThat(hook.header("webhook-signature")).contains(SIGNER.signature(search + "-1", clock.instant(), body));

        JsonNode event = new ObjectMapper().readTree(body);
        assertThat(event.path("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.path("id").textValue()).isEqualTo(search + "-1");
        assertThat(event.path("source").textValue()).isEqualTo("https://voyage.example.org/v1/searches");
        assertThat(event.path("type").textValue()).isEqualTo("dev.voyage.search.partial");
        assertThat(event.path("subject").textValue()).isEqualTo(search);
        assertThat(event.path("time").textValue()).isEqualTo("2026-11-22T00:00:00Z");
        JsonNode data = event.path("data");
        assertThat(data.path("href").textValue()).isEqualTo("https://voyage.example.org/v1/searches/" + search);
        assertThat(data.path("outcome").textValue()).isEqualTo("partial");
        assertThat(data.path("tally").path("files").isNumber()).isTrue();
        assertThat(data.path("lastSeq").longValue()).isEqualTo(2);

        EndNotification settled = only(search);
        assertThat(settled.state()).isEqualTo(State.DELIVERED);
        assertThat(settled.attempts()).isEqualTo(1);
        assertThat(settled.due()).isNull();
        assertThat(settled.result()).isEqualTo("HTTP 204");
    }

    @Test
    void aFailureIsRepeatedLaterWithTheSameIdAsTheReceiverAsks() {
        server.on("/hook").answers(503).retryAfter("60").then().answers(200, "text/plain", "thanks");
        String search = ended(receiver());

        assertThat(deliver()).isEqualTo(1);
        assertThat(only(search).state()).isEqualTo(State.WAITING);
        assertThat(only(search).result()).isEqualTo("HTTP 503");
        clock.passes(Duration.ofSeconds(59));
        assertThat(deliver()).isZero();
        clock.passes(Duration.ofSeconds(1));
        http.close();
        http = client(UpstreamSettings.USUAL, UpstreamSettings.GENEROUS);
        delivery = delivery(Optional.of(SIGNER)); // the host rests for the client that has heard it
        assertThat(deliver()).isEqualTo(1);

        assertThat(only(search).state()).isEqualTo(State.DELIVERED);
        assertThat(only(search).attempts()).isEqualTo(2);
        assertThat(server.requests("/hook"))
                .hasSize(2)
                .extracting(received -> received.header("webhook-id").orElseThrow())
                .containsOnly(search + "-1");
    }

    @Test
    void tenFailedAttemptsAreTheLast() {
        server.on("/hook").answers(404);
        String search = ended(receiver());

        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(deliver()).as("attempt %d", attempt).isEqualTo(1);
            clock.passes(Duration.ofDays(2));
        }
        assertThat(deliver()).isZero();

        assertThat(only(search).state()).isEqualTo(State.GIVEN_UP);
        assertThat(only(search).result()).isEqualTo("HTTP 404");
        assertThat(server.requests("/hook")).hasSize(10);
    }

    @Test
    void aReceiverThatIsGoneIsNotAskedAgainUnlessAClientWantsIt() {
        server.on("/hook").answers(410).then().answers(202);
        String search = ended(receiver());

        assertThat(deliver()).isEqualTo(1);
        assertThat(only(search).state()).isEqualTo(State.GIVEN_UP);
        clock.passes(Duration.ofDays(2));
        assertThat(deliver()).isZero();

        journal.notifications().repeat(search, 1).await().atMost(WaitLimit.TIME);
        assertThat(deliver()).isEqualTo(1);
        assertThat(only(search).state()).isEqualTo(State.DELIVERED);
    }

    @Test
    void aResponseFromElsewhereConfirmsNothing() {
        server.on("/hook").redirectsTo(303, server.uri("/login"));
        server.on("/login").answers(200, "text/html", "<html></html>");
        String search = ended(receiver());

        assertThat(deliver()).isEqualTo(1);
        assertThat(only(search).state()).isEqualTo(State.WAITING);
        assertThat(only(search).result()).contains("redirect");
    }

    @Test
    void addressesOutsideTheEgressPolicyAreGivenUp() {
        String search = ended("http://10.1.2.3/hook");

        assertThat(deliver()).isEqualTo(1);
        assertThat(only(search).state()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void anAttemptOfAProcessThatDiedIsMadeAgain() {
        server.on("/hook").answers(200);
        String search = ended(receiver());
        Duration exclusive = Duration.ofMinutes(1);
        assertThat(journal.notifications().claim(5, exclusive).await().atMost(WaitLimit.TIME))
                .hasSize(1);

        assertThat(journal.notifications().claim(5, exclusive).await().atMost(WaitLimit.TIME))
                .as("claimed by another process")
                .isEmpty();
        assertThat(deliver()).isZero();
        clock.passes(exclusive);
        assertThat(deliver()).isEqualTo(1);

        assertThat(only(search).state()).isEqualTo(State.DELIVERED);
        assertThat(only(search).attempts()).isEqualTo(2);
    }

    @Test
    void aLateResultOfAnEarlierAttemptChangesNothing() {
        String search = ended(receiver());
        EndNotification first = journal.notifications()
                .claim(1, Duration.ofSeconds(1))
                .await()
                .atMost(WaitLimit.TIME)
                .get(0);
        journal.notifications().repeat(search, 1).await().atMost(WaitLimit.TIME);

        journal.notifications()
                .settle(first, State.GIVEN_UP, null, "HTTP 410")
                .await()
                .atMost(WaitLimit.TIME);

        assertThat(only(search).state()).isEqualTo(State.WAITING);
        assertThat(only(search).due()).isEqualTo(clock.instant());
    }

    @Test
    void moreThanABatchIsDeliveredAndEachReceiverOnce() {
        server.on("/hook").answers(200);
        for (int i = 0; i < 40; i++) {
            ended(receiver());
        }
        assertThat(deliver()).isEqualTo(40);
        assertThat(server.requests("/hook"))
                .hasSize(40)
                .extracting(received -> received.header("webhook-id").orElseThrow())
                .doesNotHaveDuplicates();
        assertThat(server.mostAtOnce()).isLessThanOrEqualTo(8);
    }

    @Test
    void addressesAreAddedOnceRemovedAndLimited() {
        String search = ended();
        var rows = journal.notifications();
        for (int i = 0; i < 2; i++) {
            assertThat(rows.add(search, receiver())
                            .await()
                            .atMost(WaitLimit.TIME)
                            .number())
                    .isEqualTo(1);
        }
        for (int i = 2; i <= 10; i++) {
            rows.add(search, "https://example.org/" + i).await().atMost(WaitLimit.TIME);
        }
        assertThatThrownBy(
                        () -> rows.add(search, "https://example.org/11").await().atMost(WaitLimit.TIME))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.TOO_MANY));
        rows.remove(search, 1).await().atMost(WaitLimit.TIME);

        assertThat(all(search)).hasSize(9).extracting(EndNotification::number).startsWith(2L);
        assertThatThrownBy(() -> rows.remove(search, 1).await().atMost(WaitLimit.TIME))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.NOT_FOUND));
        assertThatThrownBy(() -> rows.add("nosuch", receiver()).await().atMost(WaitLimit.TIME))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.NOT_FOUND));
    }

    @Test
    void theNotificationsOfARemovedSearchGoWithIt() {
        String search = ended(receiver());
        journal.retention().forget(search, false).await().atMost(WaitLimit.TIME);

        assertThat(deliver()).isZero();
        journal.retention().clear(search).await().atMost(WaitLimit.TIME);
        assertThat(all(search)).isEmpty();
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hook",
                "ftp://example.org/",
                "https://user:word@example.org/",
                "https://example.org/#part",
                "file:///x"
            })
    void otherAddressesAreRefused(String url) {
        assertThatThrownBy(() -> delivery.checked("url", url)).isInstanceOfSatisfying(Problem.class, problem -> {
            assertThat(problem.kind()).isEqualTo(ProblemType.BAD_PARAMETER);
            assertThat(problem.members()).containsEntry("parameter", "url");
            assertThat(problem.detail()).startsWith("url must be an http or https address");
        });
    }

    @Test
    void withoutASecretNothingIsSent() {
        ended(receiver());
        delivery = delivery(Optional.empty());

        assertThat(deliver()).isZero();
        assertThat(server.requests()).isEmpty();
        assertThatThrownBy(() -> delivery.checked("url", "https://example.org/"))
                .isInstanceOfSatisfying(
                        Problem.class, problem -> assertThat(problem.kind()).isEqualTo(ProblemType.NOT_CONFIGURED));
    }

    @Test
    void aTrialReportsTheResponse() {
        server.on("/hook").answers(200).then().answers(404);

        assertThat(delivery.trial(receiver()).await().atMost(WaitLimit.TIME).isDelivered())
                .isTrue();
        DeliveryAttempt failed = delivery.trial(receiver()).await().atMost(WaitLimit.TIME);
        assertThat(failed.isDelivered()).isFalse();
        assertThat(failed.result()).isEqualTo("HTTP 404");
        URI nobody = ScriptedServer.refusing();
        assertThat(delivery.trial(nobody.toString())
                        .await()
                        .atMost(WaitLimit.TIME)
                        .status())
                .isZero();
        assertThat(new String(server.requests("/hook").get(0).body(), StandardCharsets.UTF_8))
                .contains("\"type\":\"dev.voyage.test\"");
    }

    @Test
    void timesAreThoseOfTheJournal() {
        Instant now = clock.instant();
        String search = started(receiver());
        assertThat(only(search).created()).isEqualTo(now);
        assertThat(only(search).due()).isEqualTo(now);
    }
}
