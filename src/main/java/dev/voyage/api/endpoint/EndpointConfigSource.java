package dev.voyage.api.endpoint;

import dev.voyage.api.endpoint.ApiEndpoint.Handler;
import dev.voyage.api.endpoint.ApiEndpoint.Permit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Settings of Quarkus that follow from the endpoint table. Streams last as long as their searches: as request durations they
 * would dominate all others, and the access log is about requests. Plain routes are counted by their template, not path by path.
 * Settings of the operator take precedence.
 */
@RegisterForReflection // found as a service
public final class EndpointConfigSource implements ConfigSource {

    private static final int BELOW_APPLICATION_PROPERTIES = 240;

    private final Map<String, String> settings = Map.of(
            "quarkus.micrometer.binder.http-server.ignore-patterns",
            regexes(EndpointConfigSource::isStream, ","),
            "quarkus.micrometer.binder.http-server.match-patterns",
            ApiEndpoint.documented()
                    .filter(endpoint -> endpoint.handler() == Handler.ROUTE && !isStream(endpoint))
                    .map(endpoint -> endpoint.regex() + "=" + endpoint.template())
                    .collect(Collectors.joining(",")),
            "quarkus.http.access-log.exclude-pattern",
            regexes(endpoint -> isStream(endpoint) || endpoint.template().startsWith("/q/"), "|"));

    private static boolean isStream(ApiEndpoint endpoint) {
        return endpoint.permit() == Permit.STREAM;
    }

    private static String regexes(Predicate<ApiEndpoint> wanted, String separator) {
        return Arrays.stream(ApiEndpoint.values())
                .filter(wanted)
                .map(ApiEndpoint::regex)
                .collect(Collectors.joining(separator));
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public String getValue(String name) {
        return settings.get(name);
    }

    @Override
    public String getName() {
        return "the endpoint table";
    }

    @Override
    public int getOrdinal() {
        return BELOW_APPLICATION_PROPERTIES;
    }
}
