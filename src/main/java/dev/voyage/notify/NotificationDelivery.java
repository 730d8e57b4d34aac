package dev.voyage.notify;

import dev.voyage.journal.Journal;
import dev.voyage.journal.record.EndNotification;
import dev.voyage.journal.record.EndNotification.State;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.Http;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Notifies addresses of the end of searches: each at least once, until it confirms with a status 2xx, refuses for good with 410,
 * or ten attempts in three days have failed. The states are in the journal, so that attempts continue after a restart and any
 * replica makes them; every attempt has the same id, by which a receiver recognises a repetition.
 */
public final class NotificationDelivery {

    private static final Logger LOG = Logger.getLogger(NotificationDelivery.class);

    private static final int BATCH = 32;

    /** The time that other processes leave an attempt beyond its longest duration. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final int LONGEST_URL = 2000;

    private final Journal journal;
    private final Optional<WebhookClient> client;
    private final NotifyConfig config;
    private final String service;
    private final Clock clock;
    private final AtomicBoolean delivering = new AtomicBoolean();

    /**
     * @param signer empty if this service sends no notifications
     */
    public NotificationDelivery(
            Journal journal, Http http, Optional<WebhookSigner> signer, NotifyConfig config, Clock clock) {
        this.journal = journal;
        this.client = signer.map(keys -> new WebhookClient(http, keys, config.patience(), clock));
        this.config = config;
        this.service = config.service().map(NotificationDelivery::withoutSlash).orElse("");
        this.clock = clock;
    }

    private static String withoutSlash(URI address) {
        return address.toString().replaceFirst("/+$", "");
    }

    /** Whether this service sends notifications. */
    public boolean isOn() {
        return client.isPresent();
    }

    /**
     * The address of a receiver, as a client names it.
     *
     * @param field the client's name for it
     * @throws Problem {@code BAD_PARAMETER} if it is no address for notifications; {@code NOT_CONFIGURED} if this service sends none
     */
    public String checked(String field, String url) {
        client();
        URI address;
        try {
            address = Urls.parse(url);
        } catch (Problem noAddress) {
            throw Problem.badParameter(field, rule(field) + ", not " + QuotedText.of(url), noAddress);
        }
        boolean fits = address.getRawUserInfo() == null
                && url.indexOf('#') < 0
                && address.toString().length() <= LONGEST_URL;
        if (!fits) {
            throw Problem.badParameter(field, rule(field));
        }
        return address.toString();
    }

    private static String rule(String field) {
        return field + " must be an http or https address of at most " + LONGEST_URL
                + " characters, without user name and fragment";
    }

    /** Delivers due notifications, again and again, until the executor stops; has no effect if this service sends no notifications. */
    public void start(ScheduledExecutorService executor) {
        if (isOn()) {
            long millis = Math.max(1, config.every().toMillis());
            var unused = executor.scheduleWithFixedDelay(this::round, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    /** Unless the round before still waits for receivers. */
    private void round() {
        if (delivering.compareAndSet(false, true)) {
            deliverDue()
                    .onTermination()
                    .invoke(() -> delivering.set(false))
                    .subscribe()
                    .with(attempts -> {}, failure -> LOG.warnf("notifications not delivered problem=%s", failure));
        }
    }

    private WebhookClient client() {
        return client.orElseThrow(() -> Problem.of(
                ProblemType.NOT_CONFIGURED,
                "this service sends no notifications: its operator has set no secret to sign them"
                        + " (voyage.notify.secret)"));
    }

    /**
     * Sends a trial to an address, once.
     *
     * @param url as {@link #checked} returns it
     * @return fails with {@code NOT_CONFIGURED} if this service sends no notifications
     */
    public Uni<DeliveryAttempt> trial(String url) {
        return Uni.createFrom().deferred(() -> {
            String id = "test-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
            return client().send(Urls.parse(url), EndMessage.trial(id, service, clock.instant()));
        });
    }

    /**
     * Makes every attempt that is due now, a limited number at once. A failed one is recorded, and made again by a later call.
     *
     * @return the number of attempts; fails with {@code STORAGE} when the journal does not work
     */
    public Uni<Long> deliverDue() {
        if (client.isEmpty()) {
            return Uni.createFrom().item(0L);
        }
        return Multi.createBy()
                .repeating()
                .uni(() ->
                        journal.notifications().claim(BATCH, config.patience().plus(MARGIN)))
                .whilst(claimed -> claimed.size() == BATCH)
                .onItem()
                .transformToMultiAndConcatenate(claimed -> Multi.createFrom()
                        .iterable(claimed)
                        .onItem()
                        .transformToUni(this::deliver)
                        .merge(config.connections()))
                .collect()
                .with(Collectors.counting());
    }

    private Uni<EndNotification> deliver(EndNotification claimed) {
        return journal.find(claimed.search())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().voidItem() // removed since
                        : client().send(Urls.parse(claimed.url()), EndMessage.of(claimed, found.get(), service))
                                .chain(attempt -> settle(claimed, attempt)))
                .replaceWith(claimed);
    }

    private Uni<Void> settle(EndNotification claimed, DeliveryAttempt attempt) {
        if (attempt.isDelivered()) {
            return journal.notifications().settle(claimed, State.DELIVERED, null, attempt.result());
        }
        Optional<Duration> delay = attempt.isLasting()
                ? Optional.empty()
                : DeliveryDelay.after(
                        claimed.attempts(),
                        attempt.asked(),
                        ThreadLocalRandom.current().nextDouble());
        LOG.infof(
                "notification failed search=%s number=%d attempts=%d result=%s",
                claimed.search(), claimed.number(), claimed.attempts(), attempt.result());
        Instant due = delay.map(clock.instant()::plus).orElse(null);
        State state = due == null ? State.GIVEN_UP : State.WAITING;
        return journal.notifications().settle(claimed, state, due, attempt.result());
    }
}
