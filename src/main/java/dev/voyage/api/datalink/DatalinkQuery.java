package dev.voyage.api.datalink;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.message.QueryParameters;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The parameters of a DataLink request.
 *
 * @param ids observations, each once; at most the maximum for one request
 * @param overflow whether the request had more
 */
record DatalinkQuery(List<String> ids, boolean overflow) {

    private static final int MOST = 100;

    static DatalinkQuery of(String parameters) {
        QueryParameters query = QueryParameters.dali(parameters, Set.of("id", "responseformat", "maxrec"));
        query.one("responseformat").ifPresent(DatalinkQuery::mustBeVotable);
        boolean none = query.one("maxrec").map(DatalinkQuery::isNone).orElse(false);
        Set<String> all = new LinkedHashSet<>(query.all("id"));
        List<String> ids =
                all.stream().filter(id -> !id.isBlank()).limit(none ? 0 : MOST).toList();
        return new DatalinkQuery(ids, ids.size() < all.size());
    }

    private static boolean isNone(String maxrec) {
        if (!maxrec.matches("\\d{1,18}")) {
            throw Problem.badParameter("MAXREC", "MAXREC must be a number, not " + QuotedText.of(maxrec));
        }
        return maxrec.matches("0+");
    }

    private static void mustBeVotable(String text) {
        String bare = text.toLowerCase(Locale.ROOT).replaceAll("\\s*;.*", "").strip();
        if (!Set.of("votable", MediaTypes.VOTABLE, MediaTypes.TEXT_XML, MediaTypes.XML)
                .contains(bare)) {
            throw Problem.badParameter(
                    "RESPONSEFORMAT", "links are available as VOTable only, not as " + QuotedText.of(text));
        }
    }
}
