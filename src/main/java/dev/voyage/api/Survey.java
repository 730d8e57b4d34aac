package dev.voyage.api;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The image that the operator has put behind the page's map: told to the page, and allowed to be shown there. */
@ApplicationScoped
class Survey {

    private static final Pattern ABSOLUTE =
            Pattern.compile("(https?://[A-Za-z0-9.-]+(?::[0-9]{1,5})?)/\\S*", Pattern.CASE_INSENSITIVE);

    private final Optional<String> template;
    private final Optional<String> origin;

    Survey(SurveyConfig config) {
        template = config.survey();
        origin = template.flatMap(Survey::originOf);
    }

    /**
     * Where its images come from, for a Content-Security-Policy; empty where they come from ourselves.
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

    Optional<String> origin() {
        return origin;
    }

    void hang(@Observes Router router) {
        String settings = new JsonObject().put("survey", template.orElse(null)).encode();
        router.get("/static/page.json").handler(exchange -> {
            var unused = exchange.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Cache-Control", "no-cache")
                    .end(settings);
        });
    }
}
