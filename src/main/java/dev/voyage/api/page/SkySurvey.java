package dev.voyage.api.page;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.web.RouteGroup;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image and the survey in tiles that the operator has configured behind the page's map: passed to the page, and allowed by
 * the Content-Security-Policy.
 */
@ApplicationScoped
public class SkySurvey implements RouteGroup {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)/\\S*", Pattern.CASE_INSENSITIVE);

    private final Optional<String> template;
    private final Optional<String> tiles;
    private final Set<String> imageOrigins = new TreeSet<>();
    private final Optional<String> tilesOrigin;

    SkySurvey(PageConfig config, DemoSky demo) {
        template = config.survey();
        tiles = config.hips().or(demo::address);
        tilesOrigin = tiles.flatMap(address -> originOf("voyage.page.hips", address));
        template.flatMap(address -> originOf("voyage.page.survey", address)).ifPresent(imageOrigins::add);
        tilesOrigin.ifPresent(imageOrigins::add);
    }

    /**
     * The origin of an address, for a Content-Security-Policy; empty if it is voyage itself.
     *
     * @param setting that has the address
     * @throws IllegalArgumentException if it is neither an http(s) address nor a path
     */
    static Optional<String> originOf(String setting, String address) {
        Matcher absolute = ABSOLUTE.matcher(address);
        if (absolute.matches()) {
            return Optional.of(absolute.group(1));
        }
        if (address.startsWith("/") && !address.startsWith("//")) {
            return Optional.empty();
        }
        throw new IllegalArgumentException(setting + " is neither an http(s) address nor a path: " + address);
    }

    /** The other origins of images. */
    public Set<String> imageOrigins() {
        return imageOrigins;
    }

    /** The other origin that the page reads the description of the tiles from. */
    public Optional<String> tilesOrigin() {
        return tilesOrigin;
    }

    @Override
    public void hang(Router router) {
        String settings = new JsonObject()
                .put("survey", template.orElse(null))
                .put("hips", tiles.orElse(null))
                .encode();
        router.get("/static/page.json").handler(exchange -> {
            var unused = exchange.response()
                    .putHeader("Content-Type", MediaTypes.JSON)
                    .putHeader("Cache-Control", "no-cache")
                    .end(settings);
        });
    }
}
