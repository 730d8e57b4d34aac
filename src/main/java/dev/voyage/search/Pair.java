package dev.voyage.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One cone search of a search: one target, in one catalogue.
 *
 * @param prefix of what comes from this catalogue, ids and paths, so that catalogues do not mix; empty where there is
 *     but one
 */
record Pair(Origin origin, Target target, String catalogue, String prefix) {

    private static final int LONGEST = 64;

    /** All of a search, the first target's first. Always the same for the same request. */
    static List<Pair> of(SearchRequest request) {
        boolean targets = request.targets().size() > 1;
        boolean catalogues = request.catalogues().size() > 1;
        List<String> prefixes = prefixes(request.catalogues());
        var used = new HashSet<String>();
        var pairs = new ArrayList<Pair>();
        for (Target target : request.targets()) {
            String label = targets ? unique(target.label(), used) : null;
            for (int i = 0; i < prefixes.size(); i++) {
                String catalogue = request.catalogues().get(i);
                pairs.add(new Pair(
                        new Origin(label, catalogues ? catalogue : null),
                        target,
                        catalogue,
                        catalogues ? prefixes.get(i) + "/" : ""));
            }
        }
        return List.copyOf(pairs);
    }

    private static List<String> prefixes(List<String> catalogues) {
        var used = new HashSet<String>();
        return catalogues.stream()
                .map(catalogue -> unique(shortName(catalogue), used))
                .toList();
    }

    /** The last word of a table name, ivoid or address; such as may become a directory anywhere. */
    private static String shortName(String catalogue) {
        String path = catalogue.replaceFirst("[?#].*", "").replaceFirst("/+$", "");
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

    /** What the search calls an observation of the catalogue. */
    String id(String own) {
        return prefix + own;
    }
}
