package dev.voyage.upstream.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.voyage.testsupport.WaitLimit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsCacheTest {

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger lookups = new AtomicInteger();
    private final AtomicLong now = new AtomicLong();
    private final DnsCache cache = new DnsCache(vertx, this::lookup, now::get);

    private InetAddress[] lookup(String host) throws UnknownHostException {
        lookups.incrementAndGet();
        if (host.equals("none.test")) {
            throw new UnknownHostException(host);
        }
        return new InetAddress[] {InetAddress.getByAddress(host, new byte[] {10, 0, 0, 1})};
    }

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    private <T> T within(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(WaitLimit.SECONDS, TimeUnit.SECONDS);
    }

    @Test
    void aNameIsLookedUpOnceInThirtySeconds() throws Exception {
        List<InetAddress> first = within(cache.resolve("a.test"));
        now.addAndGet(Duration.ofSeconds(29).toNanos());
        assertThat(within(cache.resolve("a.test"))).isEqualTo(first);
        assertThat(lookups).hasValue(1);

        now.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(within(cache.resolve("a.test"))).isEqualTo(first);
        assertThat(lookups).hasValue(2);
    }

    @Test
    void aNameWithoutAddressIsLookedUpEachTime() {
        for (int i = 1; i <= 2; i++) {
            assertThat(catchThrowable(() -> within(cache.resolve("none.test"))))
                    .hasRootCauseInstanceOf(UnknownHostException.class);
            assertThat(lookups).hasValue(i);
        }
    }

    @Test
    void anAddressIsNotLookedUp() throws Exception {
        assertThat(within(cache.resolve("10.0.0.2"))).hasSize(1);
        assertThat(lookups).hasValue(0);
    }

    @Test
    void atMostAThousandNamesAreKept() throws Exception {
        for (int i = 0; i < 1500; i++) {
            within(cache.resolve("h" + i + ".test"));
        }
        for (int i = 0; i < 1500; i++) {
            within(cache.resolve("h" + i + ".test"));
        }
        assertThat(lookups.get()).isBetween(2000, 3000);
    }
}
