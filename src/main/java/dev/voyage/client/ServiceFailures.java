package dev.voyage.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/** What failed requests mean: the service refused, or does not answer. Everything else is a bug. */
final class ServiceFailures {

    /** No problem of the service comes near. */
    private static final int LARGEST = 1 << 20;

    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private ServiceFailures() {}

    /** A {@link RefusedException}, a problem, or the failure itself. May block: the body of a refusal is read. */
    static Throwable read(URI server, Throwable failure) {
        if (failure instanceof WebApplicationException refusal) {
            return refused(server, refusal.getResponse());
        }
        return isConnection(failure) ? unavailable(server, failure) : failure;
    }

    private static boolean isConnection(Throwable failure) {
        return failure instanceof IOException
                || failure instanceof UncheckedIOException
                || failure instanceof ProcessingException
                || failure instanceof VertxException
                || failure instanceof TimeoutException
                || failure instanceof java.util.concurrent.TimeoutException;
    }

    /** Whether the same request may succeed later. */
    static boolean isTemporary(Throwable failure) {
        return failure instanceof RefusedException refusal
                ? refusal.isTemporary()
                : failure instanceof Problem problem
                        ? problem.kind() == ProblemType.UNAVAILABLE
                        : isConnection(failure);
    }

    private static Problem unavailable(URI server, Throwable cause) {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "no service answers at " + server + " (" + cause + "): start one with voyage serve, or give its address"
                        + " as --server URL",
                cause);
    }

    private static RefusedException refused(URI server, Response response) {
        try (InputStream body = response.readEntity(InputStream.class)) {
            if (body != null) {
                Map<String, Object> members = EventCodec.MAPPER.readValue(body.readNBytes(LARGEST), MEMBERS);
                if (members.get("detail") instanceof String detail) {
                    return new RefusedException(response.getStatus(), detail, members);
                }
            }
        } catch (JsonProcessingException noProblem) {
            // the status alone has to say it
        } catch (IOException | ProcessingException | IllegalStateException unreadable) {
            // as above
        }
        return new RefusedException(response.getStatus(), server + " answered " + response.getStatus(), Map.of());
    }
}
