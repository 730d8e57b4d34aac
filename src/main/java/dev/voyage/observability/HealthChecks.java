package dev.voyage.observability;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Health checks of the program, each with its reason when it fails. */
public final class HealthChecks {

    private HealthChecks() {}

    /** Liveness: a journal writer that has died does not recover; the process has to be restarted. */
    public static HealthCheck alive(BooleanSupplier journalWrites) {
        return () -> answer("journal", journalWrites.getAsBoolean() ? null : "the journal's writer has died");
    }

    /** Startup: the unfinished searches of the previous process have been resumed. */
    public static HealthCheck started(BooleanSupplier recovered) {
        return () -> answer("recovery", recovered.getAsBoolean() ? null : "unfinished searches are being taken over");
    }

    /**
     * Readiness: whether there is room for new downloads.
     *
     * @param floorBytes free space that must remain
     */
    public static HealthCheck ready(Path data, long floorBytes) {
        return () -> {
            long free = data.toFile().getUsableSpace();
            String why = null;
            if (!Files.isDirectory(data) || !Files.isWritable(data)) {
                why = "the data directory cannot be written (voyage.data)";
            } else if (free < floorBytes) {
                why = "the disk is at its floor: " + free + " bytes free, less than " + floorBytes
                        + " (voyage.download.disk-floor)";
            }
            return respond("data directory", why).withData("freeBytes", free).build();
        };
    }

    /**
     * Hosts with an open circuit breaker, and the time that is left: always up, for the state of upstreams is not
     * voyage's.
     */
    public static HealthCheck upstreams(Supplier<Map<String, Duration>> resting) {
        return () -> {
            var answer = HealthCheckResponse.named("upstreams").up();
            new TreeMap<>(resting.get())
                    .forEach((host, left) -> answer.withData(host, "left alone for " + left.toSeconds() + " s yet"));
            return answer.build();
        };
    }

    private static HealthCheckResponse answer(String name, String reasonOrNull) {
        return respond(name, reasonOrNull).build();
    }

    private static org.eclipse.microprofile.health.HealthCheckResponseBuilder respond(
            String name, String reasonOrNull) {
        var answer = HealthCheckResponse.named(name).status(reasonOrNull == null);
        return reasonOrNull == null ? answer : answer.withData("reason", reasonOrNull);
    }
}
