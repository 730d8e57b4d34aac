package dev.voyage.api.uws;

import dev.voyage.api.message.FormBody;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Set;

/** The form of a POST to a job, together with its query; names in any case. */
final class UwsParameters {

    private UwsParameters() {}

    static QueryParameters read(HttpServerRequest request, byte[] body, Set<String> known) {
        String query = request.query() == null ? "" : request.query();
        return QueryParameters.dali(
                query + "&" + FormBody.encoded(request.getHeader(HttpHeaders.CONTENT_TYPE), body), known);
    }

    /** The parameters that describe the search, without those of the job. RUNID, which every UWS accepts, is not kept. */
    static QueryParameters search(QueryParameters form) {
        return form.without(Set.of("phase", "runid"));
    }

    static boolean isRun(String phase) {
        if (!phase.equalsIgnoreCase("RUN")) {
            throw Problem.badParameter("PHASE", "a job is made with PHASE=RUN or without, not " + QuotedText.of(phase));
        }
        return true;
    }
}
