package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The form of a POST to a job, together with its query; names in any case. */
final class UwsForm {

    private UwsForm() {}

    static Query read(HttpServerRequest request, byte[] body, Set<String> known) {
        String query = request.query() == null ? "" : request.query();
        return Query.dali(query + "&" + new String(body, StandardCharsets.UTF_8).strip(), known);
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
