package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallersTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002/64",
        "2001:db8:1:2::9, 20010db800010002/64",
        "::ffff:192.0.2.7, 192.0.2.7",
        "fe80::1%eth0, fe80000000000000/64"
    })
    void anAddressStandsForItsNetwork(String address, String counted) {
        assertThat(Callers.network(address)).isEqualTo(counted);
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

    /** Open is only what has no way up or around in it. */
    @Property(tries = 5000)
    void whatIsOpenLeadsToNoSearch(@ForAll @From("addresses") String path) {
        String normalized = normal(path);
        Place place = Place.of(path, normalized, true);
        if (place.open()) {
            assertThat(normalized).doesNotStartWith("/v1").doesNotStartWith("/uws");
        } else if (place.search() != null && !place.search().isEmpty()) {
            assertThat(normalized).contains("/" + place.search());
        }
    }

    /** As Vert.x normalises: dots worked off, slashes joined, what need not be encoded is not. */
    private static String normal(String path) {
        return io.vertx.core.http.impl.HttpUtils.normalizePath(path);
    }
}
