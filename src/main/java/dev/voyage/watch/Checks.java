package dev.voyage.watch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** What is asked of the program's health, each with the reason where it is not well. */
public final class Checks {

    private Checks() {}

    /** A journal that cannot write any more will not by itself: the process is to be started anew. */
    public static HealthCheck alive(BooleanSupplier journalWrites) {
        return () -> answer("journal", journalWrites.getAsBoolean() ? null : "the journal's writer has died");
    }

    /** What the last process has left goes on. */
    public static HealthCheck started(BooleanSupplier recovered) {
        return () -> answer("recovery", recovered.getAsBoolean() ? null : "unfinished searches are being taken over");
    }

    /**
     * Whether there is a place for what is asked for.
     *
     * @param floorBytes that must stay free
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

    /** Hosts that are left alone, and for how long yet: always up, for they are not ours to mend. */
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
