package dev.voyage.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.guard.EndpointAccess;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerContextTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::9, 20010db800010002/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "fe80::1%eth0, fe80000000000000/64"
    })
    void anAddressStandsForItsNetwork(String address, String counted) {
        assertThat(CallerContext.network(address)).isEqualTo(counted);
    }

    /** Every spelling of an address counts as a request to the endpoint that serves it. */
    @ParameterizedTest
    @CsvSource({
        "/v1/stream, STREAM, true, false",
        "/v1/stream/, STREAM, true, false",
        "//v1/stream, STREAM, true, true",
        "/v1/./stream, STREAM, true, true",
        "/v1/%73tream, STREAM, true, true",
        "/v1/events/, SEVERAL_EVENTS, false, false",
        "/v1//targets, TARGETS, false, true",
        "/v1/searches/x/events/, EVENTS, false, false",
        "/v1/searches/x/files/a//b, FILE, false, false",
        "/v1/searches/x/files/../../x/files/a, FILE, false, false"
    })
    void limitsHoldOnEveryWayToAnEndpoint(String path, ApiEndpoint endpoint, boolean writes, boolean ambiguous) {
        EndpointAccess place = EndpointAccess.of(path, normal(path), false);

        assertThat(place.endpoint()).contains(endpoint);
        assertThat(place.open()).isFalse();
        assertThat(place.isWrite("GET")).isEqualTo(writes);
        assertThat("".equals(place.search())).isEqualTo(ambiguous);
    }

    @ParameterizedTest
    @CsvSource({"/q/metrics, false", "/q/metrics/, false", "/q/metrics/x, false", "/q/health/live, true", "/, true"})
    void metricsAreOpenWhereTheOperatorSaysSo(String path, boolean openAnyway) {
        assertThat(EndpointAccess.of(path, path, false).open()).isEqualTo(openAnyway);
        assertThat(EndpointAccess.of(path, path, true).open()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "", "//", "/v1", "/v2/searches", "/v1/searches/x/unlisted", "/problems/x/y", "/index.html/x"
            })
    void addressThatTheTableDoesNotListIsClosed(String path) {
        EndpointAccess place = EndpointAccess.of(path, path.isEmpty() ? "/" : normal(path), true);

        assertThat(place.open()).isFalse();
    }

    @Provide
    Arbitrary<String> addresses() {
        Arbitrary<String> piece = Arbitraries.of(
                "/",
                "//",
                "v1",
                "searches",
                "uws",
                "q",
                "static",
                "problems",
                ".",
                "..",
                ";",
                "%2e",
                "%2F",
                "files",
                "01m817ykta51zyqqpjbdrc5yb7",
                "events",
                "");
        return piece.list().ofMaxSize(9).map(pieces -> "/" + String.join("", pieces));
    }

    /** An open address never leads to a search. */
    @Property(tries = 5000)
    void whatIsOpenLeadsToNoSearch(@ForAll @From("addresses") String path) {
        String normalized = normal(path);
        EndpointAccess place = EndpointAccess.of(path, normalized, true);
        if (place.open()) {
            assertThat(normalized).doesNotStartWith("/v1").doesNotStartWith("/uws");
        } else if (place.search() != null && !place.search().isEmpty()) {
            assertThat(normalized).contains("/" + place.search());
        }
    }

    /** The normalised path as in Vert.x: no dot segments or double slashes, no needless percent-encoding. */
    private static String normal(String path) {
        return io.vertx.core.http.impl.HttpUtils.normalizePath(path);
    }
}
