package dev.voyage.api.page;

import dev.voyage.api.web.ProblemResponses;
import dev.voyage.api.web.RouteGroup;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The demo archive's sky survey for the page's map, of {@link InventedSky}, in tiles (HiPS 1.0, section 4). */
@ApplicationScoped
class DemoSky implements RouteGroup {

    private static final String ADDRESS = "/static/demo-sky";
    private static final String CACHED = "public, max-age=86400";
    private static final Pattern TILE = Pattern.compile("/Norder([0-9])/Dir([0-9]{1,5})/Npix([0-9]{1,5})\\.png");

    private static final int DIRECTORY = 10_000;

    private final boolean isThere;

    DemoSky(@ConfigProperty(name = "voyage.demo", defaultValue = "false") boolean isThere) {
        this.isThere = isThere;
    }

    /** Its address, if there is a demo archive. */
    Optional<String> address() {
        return isThere ? Optional.of(ADDRESS) : Optional.empty();
    }

    @Override
    public void hang(Router router) {
        if (isThere) {
            router.get(ADDRESS + "/properties")
                    .handler(exchange ->
                            send(exchange, "text/plain; charset=utf-8", Buffer.buffer(InventedSky.properties())));
            router.get(ADDRESS + "/Norder3/Allsky.png").handler(exchange -> picture(exchange, OptionalInt.empty(), 3));
            router.get(ADDRESS + "/Norder*").handler(DemoSky::tile);
        }
    }

    private static void tile(RoutingContext exchange) {
        Matcher tile = TILE.matcher(exchange.normalizedPath().substring(ADDRESS.length()));
        int order = tile.matches() ? Integer.parseInt(tile.group(1)) : -1;
        int cell = tile.matches() ? Integer.parseInt(tile.group(3)) : -1;
        boolean isKnown =
                order >= InventedSky.LOWEST && order <= InventedSky.HIGHEST && cell < InventedSky.tiles(order);
        if (!isKnown || Integer.parseInt(tile.group(2)) != cell - cell % DIRECTORY) {
            ProblemResponses.fail(exchange, ProblemResponses.nothingAt(exchange.request()));
        } else {
            picture(exchange, OptionalInt.of(cell), order);
        }
    }

    /** Painted by a worker, since it takes some milliseconds. */
    private static void picture(RoutingContext exchange, OptionalInt cell, int order) {
        exchange.vertx()
                .executeBlocking(
                        () -> cell.isPresent() ? InventedSky.tile(order, cell.getAsInt()) : InventedSky.allSky(), false)
                .onFailure(exchange::fail)
                .onSuccess(png -> send(exchange, "image/png", Buffer.buffer(png)));
    }

    private static void send(RoutingContext exchange, String type, Buffer body) {
        exchange.response().putHeader(HttpHeaders.CONTENT_TYPE, type).putHeader(HttpHeaders.CACHE_CONTROL, CACHED);
        ProblemResponses.end(exchange, body.getBytes());
    }
}
