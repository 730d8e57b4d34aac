package dev.voyage.search.discovery;

import dev.voyage.journal.event.EventType;
import dev.voyage.problem.Problem;
import dev.voyage.registry.Catalogue;
import dev.voyage.registry.NearbyCatalogues.Match;
import dev.voyage.registry.NearbyCatalogues.Ranking;
import dev.voyage.search.discovery.CatalogueCounter.Count;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The report of a discovery. It is not stored.
 *
 * @param type such as {@code catalogue.counted}
 * @param cursor from which a discovery continues behind this event
 * @param fields of its JSON: {@code type} first, {@code cursor} last
 */
public record DiscoveryEvent(String type, String cursor, Map<String, Object> fields) {

    public DiscoveryEvent {
        fields = new LinkedHashMap<>(fields);
        fields.put("cursor", cursor); // lines of JSON have no id beside it
    }

    /** The event of a cursor that does not fit: everything is asked again. */
    public static final String GAP = "stream.gap";

    /** The first event of every connection: the place, and the catalogues around it. */
    public static final String RANKED = "discovery.ranked";

    /** The last event. */
    public static final String ENDED = "discovery.ended";

    private static final String HEASARC = "ivo://nasa.heasarc/";

    /** The answer of one catalogue; its cursor is not known yet. */
    record Answered(int index, CatalogueState state, String type, Map<String, Object> fields) {

        static Answered counted(int index, Catalogue catalogue, Count count) {
            Map<String, Object> fields = named("catalogue.counted", catalogue);
            fields.put("count", count.rows());
            fields.put("atLeast", count.atLeast());
            fields.put("how", count.how());
            if (!count.tables().isEmpty()) {
                fields.put(
                        "tables", count.tables().stream().map(Answered::table).toList());
            }
            return new Answered(
                    index, count.rows() > 0 ? CatalogueState.FOUND : CatalogueState.EMPTY, "catalogue.counted", fields);
        }

        private static Map<String, Object> table(CatalogueCounter.Table table) {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("catalogue", table.catalogue());
            fields.put("count", table.rows());
            fields.put("atLeast", table.atLeast());
            return fields;
        }

        static Answered failed(int index, Catalogue catalogue, Problem problem) {
            String type = EventType.CATALOGUE_FAILED.word(); // a search says it by the same name
            Map<String, Object> fields = named(type, catalogue);
            fields.put("problem", problem.members());
            return new Answered(index, CatalogueState.FAILED, type, fields);
        }

        static Answered skipped(int index, Catalogue catalogue, String reason) {
            String type = EventType.CATALOGUE_SKIPPED.word();
            Map<String, Object> fields = named(type, catalogue);
            fields.put("reason", reason);
            return new Answered(index, CatalogueState.SKIPPED, type, fields);
        }

        DiscoveryEvent at(String cursor) {
            return new DiscoveryEvent(type, cursor, fields);
        }
    }

    private static Map<String, Object> named(String type, Catalogue catalogue) {
        String ivoid = catalogue.ivoid();
        boolean isBare = ivoid.startsWith(HEASARC) && ivoid.indexOf('/', HEASARC.length()) < 0;
        Map<String, Object> fields = typed(type);
        fields.put("catalogue", isBare ? ivoid.substring(HEASARC.length()) : ivoid);
        fields.put("ivoid", ivoid);
        putIfKnown("title", catalogue.title(), fields);
        putIfKnown("coverage", catalogue.coverage(), fields);
        putIfKnown("coverageSquareDeg", catalogue.coverageSquareDeg(), fields);
        return fields;
    }

    private static Map<String, Object> typed(String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", type);
        return fields;
    }

    private static void putIfKnown(String name, Object valueOrNull, Map<String, Object> fields) {
        if (valueOrNull != null) {
            fields.put(name, valueOrNull);
        }
    }

    static DiscoveryEvent gap(String asked, String cursor) {
        Map<String, Object> fields = typed(GAP);
        fields.put("asked", asked);
        fields.put("resumedAt", 0);
        return new DiscoveryEvent(GAP, cursor, fields);
    }

    static DiscoveryEvent ranked(DiscoveryRequest request, Ranking ranking, int catalogues, String cursor) {
        Map<String, Object> fields = typed(RANKED);
        fields.put("name", request.name());
        fields.put("raDeg", request.place().at().raDeg());
        fields.put("decDeg", request.place().at().decDeg());
        fields.put("radiusDeg", request.place().radiusDeg());
        fields.put("registry", ranking.registry());
        fields.put("contains", ranking.count(Match.CONTAINS));
        fields.put("near", ranking.count(Match.NEAR));
        if (request.place().withUnknown()) {
            fields.put("unknown", ranking.count(Match.UNKNOWN));
        }
        fields.put("truncated", ranking.isCut());
        fields.put("catalogues", catalogues);
        return new DiscoveryEvent(RANKED, cursor, fields);
    }

    static DiscoveryEvent ended(DiscoveryProgress progress, Ranking ranking) {
        int found = 0;
        for (Match match : Match.values()) {
            found += ranking.count(match);
        }
        long withRows = progress.count(CatalogueState.FOUND);
        long counted = withRows + progress.count(CatalogueState.EMPTY);
        boolean isWhole = counted == found && !ranking.isCut();
        Map<String, Object> fields = typed(ENDED);
        fields.put("outcome", !isWhole ? "partial" : found == 0 ? "empty" : "complete");
        fields.put("catalogues", found);
        fields.put("counted", counted);
        fields.put("failed", progress.count(CatalogueState.FAILED));
        fields.put("skipped", progress.count(CatalogueState.SKIPPED));
        fields.put("notAsked", found - progress.size());
        fields.put("withRows", withRows);
        fields.put("truncated", ranking.isCut());
        return new DiscoveryEvent(ENDED, progress.end(), fields);
    }
}
