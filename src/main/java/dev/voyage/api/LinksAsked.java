package dev.voyage.api;

import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a DataLink client asks for.
 *
 * @param ids observations, each once; no more than may be asked at once
 * @param overflow whether more were asked
 */
record LinksAsked(List<String> ids, boolean overflow) {

    private static final int MOST = 100;

    static LinksAsked of(String parameters) {
        Query query = Query.dali(parameters, Set.of("id", "responseformat", "maxrec"));
        query.one("responseformat").ifPresent(LinksAsked::mustBeVotable);
        boolean none = query.one("maxrec").map(LinksAsked::isNone).orElse(false);
        Set<String> all = new LinkedHashSet<>(query.all("id"));
        List<String> ids =
                all.stream().filter(id -> !id.isBlank()).limit(none ? 0 : MOST).toList();
        return new LinksAsked(ids, ids.size() < all.size());
    }

    private static boolean isNone(String maxrec) {
        if (!maxrec.matches("\\d{1,18}")) {
            throw Problem.badParameter("MAXREC", "MAXREC must be a number, not " + Quoted.of(maxrec));
        }
        return maxrec.matches("0+");
    }

    private static void mustBeVotable(String text) {
        String bare = text.toLowerCase(Locale.ROOT).replaceAll("\\s*;.*", "").strip();
        if (!Set.of("votable", "application/x-votable+xml", "text/xml", "application/xml")
                .contains(bare)) {
            throw Problem.badParameter(
                    "RESPONSEFORMAT", "links are to be had as VOTable only, not as " + Quoted.of(text));
        }
    }
}
