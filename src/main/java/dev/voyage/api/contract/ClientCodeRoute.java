package dev.voyage.api.contract;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.message.Validators;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import dev.voyage.coding.Sha256;
import dev.voyage.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * {@code /clients/voyage.js}, {@code voyage-element.js}, their types, and {@code voyage.py}: clients of one file each, with the
 * version of this service. Pages of other origins may import the modules; the requests they make are subject to the usual
 * rules.
 */
@ApplicationScoped
class ClientCodeRoute implements RouteGroup {

    private static final Map<String, String> TYPES = Map.of(
            "voyage.js", "text/javascript;charset=utf-8",
            "voyage.d.ts", "text/plain;charset=utf-8",
            "voyage-element.js", "text/javascript;charset=utf-8",
            "voyage-element.d.ts", "text/plain;charset=utf-8",
            "voyage.py", "text/x-python;charset=utf-8");

    /** Joined from several modules, some of them the page's. */
    private static final Map<String, String> JOINED = Map.of("voyage-element.js", "clients/element/element.js");

    private static final String NOTICE = """
            /**
             * voyage @VERSION@: the element <voyage-search>, an ES module without dependencies. Types at voyage-element.d.ts;
             * the sources, with comments, are those of voyage. Apache License 2.0.
             */
            """;

    private record ClientCode(Buffer text, String etag) {}

    private final Map<String, ClientCode> known = new ConcurrentHashMap<>();
    private final String version;

    ClientCodeRoute(@ConfigProperty(name = "quarkus.application.version") String version) {
        this.version = version;
    }

    @Override
    public void hang(Router router) {
        TYPES.keySet().forEach(name -> {
            router.get("/clients/" + name).handler(exchange -> answer(exchange, name));
            router.head("/clients/" + name).handler(exchange -> answer(exchange, name));
        });
    }

    private void answer(RoutingContext exchange, String name) {
        try {
            QueryParameters.of(exchange.request().query(), Set.of());
        } catch (Problem refused) {
            ProblemResponses.fail(exchange, refused);
            return;
        }
        ClientCode read = known.get(name);
        Future<ClientCode> code =
                read == null ? exchange.vertx().executeBlocking(() -> read(name), false) : Future.succeededFuture(read);
        code.onFailure(failure -> ProblemResponses.fail(exchange, failure))
                .onSuccess(found -> send(exchange, TYPES.get(name), found));
    }

    private static void send(RoutingContext exchange, String type, ClientCode code) {
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.ETAG, code.etag())
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, "Accept-Encoding")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        if (new Validators(code.etag(), null)
                .unchanged(exchange.request().getHeader(HttpHeaders.IF_NONE_MATCH), null)) {
            var unused = response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, type);
        ProblemResponses.end(exchange, code.text().getBytes());
    }

    /** Blocking. The ETag is weak, since the bytes may be compressed. */
    private ClientCode read(String name) throws IOException {
        String joined = JOINED.get(name);
        String text = joined == null
                ? resource("clients/" + name)
                : NOTICE + ModuleJoiner.join(joined, ClientCodeRoute::resource);
        byte[] bytes = text.replace("@VERSION@", version).getBytes(StandardCharsets.UTF_8);
        byte[] hash = Sha256.digest().digest(bytes);
        var code = new ClientCode(Buffer.buffer(bytes), "W/\"" + HexFormat.of().formatHex(hash, 0, 16) + '"');
        known.put(name, code);
        return code;
    }

    private static String resource(String path) throws IOException {
        try (var resource = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (resource == null) {
                throw new FileNotFoundException(path);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
