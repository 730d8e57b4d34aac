package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.files.ContentCache;
import dev.voyage.demo.files.DemoFileTree;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.VotableDocument;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The {links} endpoint of each table, and the one document that a link points to (PROTOCOLS of HEASARC: {@code
 * datalink_key}). Ids are returned in their long form, whatever form was sent. A document has the links of a few ids
 * only, then OVERFLOW.
 *
 * @see <a href="https://www.ivoa.net/documents/DataLink/">DataLink 1.1</a>
 */
final class DemoDatalink implements DemoEndpoint {

    /** Maximum number of ids in one document; the next one is left out entirely. */
    static final int MOST_IDS = 4;

    private static final String PREFIX = "/xamin/vo/datalink";

    private final Map<String, DemoCatalogue> catalogues;
    private final DemoLinkRows rows;
    private final Set<String> failedOnce = ConcurrentHashMap.newKeySet();

    DemoDatalink(String base, Map<String, DemoCatalogue> catalogues, DemoFileTree tree, ContentCache contents) {
        this.catalogues = catalogues;
        this.rows = new DemoLinkRows(base, tree, contents);
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        String table = request.rawPath().substring(PREFIX.length()).replace("/", "");
        List<String> ids = request.params().values("ID");
        if (table.isEmpty()) {
            return nested(ids);
        }
        DemoCatalogue catalogue = catalogues.get(table);
        if (catalogue == null) {
            return document(VotableDocument.error("NotFoundFault: no table " + table));
        }
        VotableDocument links = start(catalogue.isInCloud());
        ids.stream().limit(MOST_IDS).forEach(id -> of(catalogue, id).forEach(links::row));
        if (ids.size() > MOST_IDS) {
            links.overflow();
        }
        return document(links.whole());
    }

    private List<List<String>> of(DemoCatalogue catalogue, String id) {
        Optional<DemoObservation> observation = catalogue.withLinkId(id);
        if (observation.isEmpty()) {
            return List.of(rows.fault(catalogue, id, "NotFoundFault: no such identifier"));
        }
        DemoObservation it = observation.get();
        String key = catalogue.linkId(it);
        return switch (it.get("@links")) {
            case "empty" -> List.of();
            case "bib" -> List.of(rows.bibliography(catalogue, it));
            case "notfound" -> List.of(rows.fault(catalogue, key, "NotFoundFault: no data for this observation"));
            case "authorization" -> List.of(rows.fault(catalogue, key, "AuthorizationFault: data are proprietary"));
            case "transient" ->
                failsNow(key)
                        ? List.of(rows.fault(catalogue, key, "TransientFault: archive index is rebuilding"))
                        : rows.usual(catalogue, it, "directory");
            case "eight" -> rows.eight(catalogue, it);
            case "texthtml" -> rows.usual(catalogue, it, "text/html");
            default -> rows.usual(catalogue, it, catalogue.facts().get("type"));
        };
    }

    /** Every other time, so that each search with retries meets the failure once. */
    private boolean failsNow(String key) {
        if (failedOnce.remove(key)) {
            return false;
        }
        return failedOnce.add(key);
    }

    /** {@code ivo://nasa.heasarc/TABLE?ID/PRODUCTS}: the content of the observation's directory. */
    private DemoReply nested(List<String> ids) {
        VotableDocument links = start(false);
        for (String id : ids) {
            int question = id.indexOf('?');
            int slash = id.lastIndexOf('/');
            String table = question < 0 ? "" : id.substring(id.lastIndexOf('/', question) + 1, question);
            DemoCatalogue catalogue = catalogues.get(table);
            String key = question < slash ? id.substring(question + 1, slash) : "";
            if (catalogue != null) {
                catalogue.withLinkId(key).ifPresent(it -> rows.inside(catalogue, it)
                        .forEach(links::row));
            }
        }
        return document(links.whole());
    }

    private static VotableDocument start(boolean cloud) {
        return new VotableDocument()
                .info("standardID", "ivo://ivoa.net/std/DataLink#links-1.0", "")
                .ok()
                .fields(DemoLinkRows.fields(cloud));
    }

    private static DemoReply document(String xml) {
        return DemoReply.of(200, "application/x-votable+xml;content=datalink", xml);
    }
}
