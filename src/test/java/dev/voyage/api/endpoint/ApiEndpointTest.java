package dev.voyage.api.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.endpoint.ApiEndpoint.Access;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The endpoint table, and the settings derived from it. */
class ApiEndpointTest {

    private static final String PATTERNS = "quarkus.micrometer.binder.http-server.";

    private final ConfigSource settings = new EndpointConfigSource();

    @ParameterizedTest
    @EnumSource
    void noLineHidesAnother(ApiEndpoint endpoint) {
        String path = endpoint.template().replaceAll("\\{[a-z]+}", "x");

        assertThat(ApiEndpoint.at(path)).contains(endpoint);
        assertThat(ApiEndpoint.at(endpoint.template())).contains(endpoint);
        assertThat(path).matches(endpoint.regex());
        assertThat(endpoint.isUnambiguous(path, path)).isTrue();
    }

    @Test
    void whatIsAboutASearchIsItsOwners() {
        assertThat(ApiEndpoint.documented()).allSatisfy(endpoint -> assertThat(endpoint.access() == Access.OWNER)
                .as(endpoint.template())
                .isEqualTo(endpoint.template().contains("{id}")));
        assertThat(Arrays.stream(ApiEndpoint.values()).filter(ApiEndpoint::takesTickets))
                .allSatisfy(endpoint -> assertThat(endpoint.methods()).containsExactly("GET", "HEAD", "OPTIONS"));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/searches/x/files, FILES, x",
        "/v1/searches/x/files/, FILES, x",
        "/v1/searches/x/files/a, FILE, x",
        "/v1/searches/x/files/a/b/, FILE, x",
        "/v1/searches/x/files//, FILE, x",
        "/v1/searches/x/archive.tar/, ARCHIVE, x",
        "/uws/x/, UWS_JOB, x",
        "/static, PAGE_ASSETS,",
        "/static/a/b.js, PAGE_ASSETS,",
        "/q, MANAGEMENT,",
        "/q/metrics/, METRICS,",
        "/, PAGE,",
        "/v1/searches/x/archiveXtar,,",
        "/v1/searches//events,,",
        "/v1/searches/x//events,,",
        "/v1/searches/x/events/y,,",
        "v1/searches,,",
        "//,,",
        "*,,"
    })
    void pathLeadsToOneLineAtMost(String path, ApiEndpoint endpoint, String search) {
        assertThat(ApiEndpoint.at(path).orElse(null)).isEqualTo(endpoint);
        if (endpoint != null) {
            assertThat(endpoint.search(path).orElse(null)).isEqualTo(search);
            assertThat(path).matches(endpoint.regex() + "|/q|/static|/"); // excluded from Quarkus' metrics
        }
    }

    @ParameterizedTest
    @CsvSource({
        "STREAM, /v1/stream",
        "SEARCH, /v1/searches/:id",
        "FILE, /v1/searches/:id/files/*",
        "PROBLEM, /problems/:slug"
    })
    void templateIsWrittenAsVertxWritesIt(ApiEndpoint endpoint, String routePath) {
        assertThat(endpoint.routePath()).isEqualTo(routePath);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/searches/x/files/a, /v1/searches/x/files/a, true",
        "/v1/searches/x/files/%2e%2e/a, /v1/searches/x/files/a, true",
        "/v1/searches/x/files/../a, /v1/searches/x/a, false",
        "/v1/searches/x/files/../../y/files/a, /v1/searches/y/files/a, false",
        "/v1/searches/%78/files/a, /v1/searches/x/files/a, false",
        "/v1/searches/x;y/files/a, /v1/searches/x;y/files/a, false",
        "/v1/searches/../files/a, /v1/files/a, false"
    })
    void addressIsUnambiguousUpToItsFreePart(String path, String normalized, boolean unambiguous) {
        assertThat(ApiEndpoint.FILE.isUnambiguous(path, normalized)).isEqualTo(unambiguous);
    }

    @Test
    void streamsAreNeitherRequestDurationsNorInTheAccessLog() {
        List<String> streams = List.of("/v1/stream", "/v1/events/", "/v1/searches/x/events");
        List<Pattern> ignored = Arrays.stream(
                        settings.getValue(PATTERNS + "ignore-patterns").split(",", -1))
                .map(Pattern::compile)
                .toList();
        String unlogged = settings.getValue("quarkus.http.access-log.exclude-pattern");

        assertThat(streams).allSatisfy(path -> assertThat(ignored)
                .anyMatch(pattern -> pattern.matcher(path).matches()));
        assertThat(streams).allMatch(path -> path.matches(unlogged));
        assertThat("/q/health/live").matches(unlogged);
        assertThat(List.of("/v1/searches", "/v1/searches/x", "/v1/searches/x/files/events"))
                .noneMatch(path -> path.matches(unlogged))
                .noneMatch(path -> ignored.stream()
                        .anyMatch(pattern -> pattern.matcher(path).matches()));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/searches/x/files/a/b.gz, /v1/searches/{id}/files/{path}",
        "/v1/searches/x/SHA256SUMS, /v1/searches/{id}/SHA256SUMS",
        "/v1/searches/x/observations/, /v1/searches/{id}/observations"
    })
    void routesAreCountedByTheirTemplate(String path, String template) {
        assertThat(settings.getValue(PATTERNS + "match-patterns").split(",", -1))
                .filteredOn(pair -> path.matches(pair.substring(0, pair.indexOf('='))))
                .extracting(pair -> pair.substring(pair.indexOf('=') + 1))
                .containsExactly(template);
    }
}
