package dev.voyage.api.page;

import dev.voyage.api.endpoint.FilterOrder;
import dev.voyage.api.message.ExternalBaseUrl;
import dev.voyage.api.web.HtmlPage;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;

/** {@code GET /}: the page, with the requested address in the line for readers without scripts. */
@ApplicationScoped
class FrontPage implements RouteGroup {

    /** The placeholder in the page for the server's own address. */
    private static final String WRITTEN = "http://localhost:8080";

    private final AtomicReference<String> page = new AtomicReference<>();

    @Override
    public void hang(Router router) {
        router.get("/").order(FilterOrder.FRONT_PAGE.order()).handler(this::answer);
    }

    private void answer(RoutingContext exchange) {
        String known = page.get();
        Future<String> text =
                known == null ? exchange.vertx().executeBlocking(this::read, false) : Future.succeededFuture(known);
        text.onFailure(exchange::fail).onSuccess(html -> send(exchange, html));
    }

    private static void send(RoutingContext exchange, String html) {
        if (html.isEmpty()) {
            exchange.next();
            return;
        }
        String address = HtmlPage.escaped(ExternalBaseUrl.of(exchange.request()));
        exchange.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, ProblemResponses.HTML)
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                .putHeader(HttpHeaders.VARY, "Host");
        ProblemResponses.end(exchange, html.replace(WRITTEN, address).getBytes(StandardCharsets.UTF_8));
    }

    /** Empty if the page is not among the resources, as in development. */
    private String read() throws IOException {
        try (InputStream resource =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources/index.html")) {
            String html = resource == null ? "" : new String(resource.readAllBytes(), StandardCharsets.UTF_8);
            page.set(html);
            return html;
        }
    }
}
