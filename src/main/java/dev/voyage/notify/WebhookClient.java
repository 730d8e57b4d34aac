package dev.voyage.notify;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.FairnessKey;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.RetryAfter;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Sends signed messages to receivers, within the egress policy. */
final class WebhookClient {

    private static final int GONE = 410;

    private final Http http;
    private final WebhookSigner signer;
    private final Duration patience;
    private final Clock clock;

    WebhookClient(Http http, WebhookSigner signer, Duration patience, Clock clock) {
        this.http = http;
        this.signer = signer;
        this.patience = patience;
        this.clock = clock;
    }

    /**
     * Sends a message once. A response from elsewhere, after a redirect, confirms nothing.
     *
     * @return never fails; cancelling closes the connection
     */
    Uni<DeliveryAttempt> send(URI to, EndMessage message) {
        return Uni.createFrom()
                .deferred(() -> http.send(request(to, message)))
                .map(answer -> attempt(to, answer))
                .onFailure()
                .recoverWithItem(WebhookClient::failed);
    }

    private UpstreamRequest request(URI to, EndMessage message) {
        Instant now = clock.instant();
        Map<String, String> headers = Map.of(
                "Content-Type", EndMessage.MEDIA_TYPE,
                "webhook-id", message.id(),
                "webhook-timestamp", Long.toString(now.getEpochSecond()),
                "webhook-signature", signer.signature(message.id(), now, message.body()));
        return new UpstreamRequest("POST", to, headers, message.body(), patience, FairnessKey.NONE);
    }

    private DeliveryAttempt attempt(URI to, UpstreamResponse answer) {
        answer.discard();
        if (!answer.uri().equals(to)) {
            return new DeliveryAttempt(0, Duration.ZERO, "it redirects, and a redirect confirms nothing", false);
        }
        Duration asked = answer.header("Retry-After")
                .flatMap(value -> RetryAfter.of(value, answer.header("Date"), clock.instant()))
                .orElse(Duration.ZERO);
        int status = answer.status();
        return new DeliveryAttempt(status, asked, "HTTP " + status, status == GONE);
    }

    private static DeliveryAttempt failed(Throwable failure) {
        if (failure instanceof Problem problem) {
            boolean forbidden = problem.kind() == ProblemType.EGRESS_REFUSED;
            return new DeliveryAttempt(0, problem.retryAfter().orElse(Duration.ZERO), problem.detail(), forbidden);
        }
        return new DeliveryAttempt(0, Duration.ZERO, failure.getClass().getSimpleName(), false);
    }
}
