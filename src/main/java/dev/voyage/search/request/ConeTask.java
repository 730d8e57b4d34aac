package dev.voyage.search.request;

import dev.voyage.tap.TapAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One cone search of a search: one target, in one catalogue; or its query in ADQL.
 *
 * @param target null for a query
 * @param prefix of ids and paths from this catalogue, so that catalogues do not mix; empty if there is only one
 */
public record ConeTask(ConeKey origin, Target target, String catalogue, String prefix) {

    private static final int LONGEST = 64;

    /** All of a search, the first target's first. Always the same for the same request. */
    public static List<ConeTask> of(SearchRequest request) {
        if (request.adql() != null) {
            return List.of(new ConeTask(ConeKey.ONLY, null, request.catalogues().get(0), ""));
        }
        boolean targets = request.targets().size() > 1;
        boolean catalogues = request.catalogues().size() > 1;
        List<String> prefixes = prefixes(request.catalogues());
        var used = new HashSet<String>();
        var pairs = new ArrayList<ConeTask>();
        for (Target target : request.targets()) {
            String label = targets ? unique(target.label(), used) : null;
            for (int i = 0; i < prefixes.size(); i++) {
                String catalogue = request.catalogues().get(i);
                pairs.add(new ConeTask(
                        new ConeKey(label, catalogues ? catalogue : null),
                        target,
                        catalogue,
                        catalogues ? prefixes.get(i) + "/" : ""));
            }
        }
        return List.copyOf(pairs);
    }

    private static List<String> prefixes(List<String> catalogues) {
        var used = new HashSet<String>();
        // some file systems are case-insensitive
        return catalogues.stream()
                .map(catalogue -> shortName(catalogue))
                .map(name -> name + unique(name.toLowerCase(Locale.ROOT), used).substring(name.length()))
                .toList();
    }

    /** The last word of a table name, ivoid or address; such as may become a directory anywhere. */
    private static String shortName(String catalogue) {
        String path = TapAddress.in(catalogue)
                .map(TapAddress::table)
                .orElseGet(() -> catalogue.replaceFirst("[?#].*", "").replaceFirst("/+$", ""));
        String last = path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._+-]+", "_");
        String safe = last.isEmpty() || last.startsWith(".") ? "catalogue" + last : last;
        return safe.length() > LONGEST ? safe.substring(0, LONGEST) : safe;
    }

    private static String unique(String name, Set<String> used) {
        String free = name;
        for (int i = 2; !used.add(free); i++) {
            free = name + "~" + i;
        }
        return free;
    }

    /** The search's id of an observation of the catalogue. */
    public String id(String own) {
        return prefix + own;
    }
}
