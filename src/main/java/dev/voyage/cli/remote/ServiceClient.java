package dev.voyage.cli.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Requests to a running service. Each blocks until the head of its response is there. */
final class ServiceClient {

    private static final String DEFAULT = "http://localhost:8080";
    private static final int LARGEST = 16 << 20;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(10))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final ObjectMapper mapper = new ObjectMapper();
    private final URI base;
    private final Optional<String> token;

    /**
     * @param given of the option, else of the environment
     * @throws Problem {@code BAD_PARAMETER} if it is no address
     */
    ServiceClient(Optional<String> given, Optional<String> token) {
        String text = given.orElse(DEFAULT);
        try {
            this.base = URI.create(text.endsWith("/") ? text : text + "/");
        } catch (IllegalArgumentException noAddress) {
            throw notAnAddress(text);
        }
        if (base.getHost() == null || !base.getScheme().matches("https?")) {
            throw notAnAddress(text);
        }
        this.token = token;
    }

    private static Problem notAnAddress(String text) {
        return Problem.badParameter(
                "server", "server must be an address such as " + DEFAULT + ", not " + QuotedText.of(text));
    }

    /** The address of the service's page. */
    String page(String query) {
        return base + query;
    }

    /**
     * The response as JSON, of up to 16 MiB.
     *
     * @param path without a slash at the beginning, with its query
     * @throws RefusedException with the problem that the service sent
     * @throws Problem {@code UNAVAILABLE} if there is no response
     */
    JsonNode json(String method, String path) {
        return answer(method, path, BodyPublishers.noBody());
    }

    /** As {@link #json(String, String)}, with a body. */
    JsonNode json(String method, String path, JsonNode body) {
        return answer(method, path, BodyPublishers.ofString(body.toString()));
    }

    private JsonNode answer(String method, String path, HttpRequest.BodyPublisher given) {
        try (InputStream body = open(method, path, "application/json", given)) {
            return mapper.readTree(body.readNBytes(LARGEST));
        } catch (IOException broken) {
            throw unavailable(broken);
        }
    }

    /** As {@link #json}, the body as it arrives; to be closed. */
    InputStream open(String method, String path, String accept) {
        return open(method, path, accept, BodyPublishers.noBody());
    }

    private InputStream open(String method, String path, String accept, HttpRequest.BodyPublisher given) {
        var request =
                HttpRequest.newBuilder(base.resolve(path)).method(method, given).header("Accept", accept);
        if (given.contentLength() > 0) {
            request.header("Content-Type", "application/json");
        }
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() == 204) {
                response.body().close();
                return InputStream.nullInputStream();
            } else if (response.statusCode() >= 300) {
                throw refused(response);
            }
            return response.body();
        } catch (IOException broken) {
            throw unavailable(broken);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw unavailable(stop);
        }
    }

    private RefusedException refused(HttpResponse<InputStream> response) throws IOException {
        try (InputStream body = response.body()) {
            JsonNode problem = mapper.readTree(body.readNBytes(LARGEST));
            if (problem != null && problem.hasNonNull("detail")) {
                return new RefusedException(
                        response.statusCode(), problem.get("detail").asText());
            }
        } catch (JsonProcessingException noProblem) {
            // the status alone has to say it
        }
        return new RefusedException(response.statusCode(), base + " answered " + response.statusCode());
    }

    private Problem unavailable(Exception broken) {
        return Problem.of(
                ProblemType.UNAVAILABLE,
                "no service answers at " + base + " (" + broken + "): start one with voyage serve, or give its address"
                        + " as --server URL",
                broken);
    }

    /** The service refused the request. */
    static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final int status;

        RefusedException(int status, String detail) {
            super(detail);
            this.status = status;
        }

        int status() {
            return status;
        }
    }
}
