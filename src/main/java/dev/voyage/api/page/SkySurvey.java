package dev.voyage.api.page;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.web.RouteGroup;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The image that the operator has configured behind the page's map: passed to the page, and allowed by the
 * Content-Security-Policy.
 */
@ApplicationScoped
public class SkySurvey implements RouteGroup {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)/\\S*", Pattern.CASE_INSENSITIVE);

    private final Optional<String> template;
    private final Optional<String> origin;

    SkySurvey(PageConfig config) {
        template = config.survey();
        origin = template.flatMap(SkySurvey::originOf);
    }

    /**
     * The origin of its images, for a Content-Security-Policy; empty if it is voyage itself.
     *
     * @throws IllegalArgumentException if it is neither an http(s) address nor a path
     */
    static Optional<String> originOf(String template) {
        Matcher absolute = ABSOLUTE.matcher(template);
        if (absolute.matches()) {
            return Optional.of(absolute.group(1));
        }
        if (template.startsWith("/") && !template.startsWith("//")) {
            return Optional.empty();
        }
        throw new IllegalArgumentException("voyage.page.survey is neither an http(s) address nor a path: " + template);
    }

    public Optional<String> origin() {
        return origin;
    }

    @Override
    public void hang(Router router) {
        String settings = new JsonObject().put("survey", template.orElse(null)).encode();
        router.get("/static/page.json").handler(exchange -> {
            var unused = exchange.response()
                    .putHeader("Content-Type", MediaTypes.JSON)
                    .putHeader("Cache-Control", "no-cache")
                    .end(settings);
        });
    }
}
