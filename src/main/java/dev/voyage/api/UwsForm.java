package dev.voyage.api;

import dev.voyage.http.Urls;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The form of a POST to a job, together with its query; names in any case. */
final class UwsForm {

    static final String URLENCODED = "application/x-www-form-urlencoded";

    private UwsForm() {}

    static Query read(HttpServerRequest request, byte[] body, Set<String> known) {
        String query = request.query() == null ? "" : request.query();
        return Query.dali(query + "&" + encoded(request.getHeader(HttpHeaders.CONTENT_TYPE), body), known);
    }

    /**
     * Urlencoded, whichever of the two forms of forms it came in (UWS 1.1, section 2.2.2.2; DALI 1.1, section 3).
     *
     * @param contentType or null, which is taken for urlencoded
     * @throws Problem {@code UNSUPPORTED_MEDIA_TYPE}
     */
    static String encoded(String contentType, byte[] body) {
        String type =
                contentType == null ? "" : contentType.toLowerCase(Locale.ROOT).strip();
        if (type.startsWith(SearchBody.MULTIPART)) {
            return MultipartForm.read(contentType, body).stream()
                    .map(part -> Urls.encode(part.name()) + "=" + Urls.encode(part.text()))
                    .collect(Collectors.joining("&"));
        } else if (body.length > 0 && !type.isEmpty() && !type.startsWith(URLENCODED)) {
            throw Problem.of(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "send the parameters as " + URLENCODED + " or " + SearchBody.MULTIPART + ", not as "
                            + Quoted.of(contentType));
        }
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    /** What describes the search: nothing about the job. RUNID, which every UWS takes, is not kept. */
    static Query search(Query form) {
        return form.without(Set.of("phase", "runid"));
    }

    static boolean isRun(String phase) {
        if (!phase.equalsIgnoreCase("RUN")) {
            throw Problem.badParameter("PHASE", "a job is made with PHASE=RUN or without, not " + Quoted.of(phase));
        }
        return true;
    }
}
