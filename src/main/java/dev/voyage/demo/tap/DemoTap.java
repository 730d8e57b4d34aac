package dev.voyage.demo.tap;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.regtap.AdqlTokens.NotUnderstood;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.VotableDocument;
import dev.voyage.demo.votable.VotableSerialization;
import java.util.HashMap;
import java.util.Map;

/**
 * The TAP service of all tables: {@code /sync} and {@code /async} with inline uploads, and {@code /capabilities}. Answers are in BINARY, as
 * those of HEASARC; errors have HTTP status 400.
 *
 * @see <a href="https://www.ivoa.net/documents/TAP/">TAP 1.1</a>
 */
public final class DemoTap implements DemoEndpoint {

    private static final String JOBS = "/xamin/vo/tap/async";
    private static final int MOST_ROWS = 20_000;
    private static final int USUAL_ROWS = 2_000;

    private static final String CAPABILITIES = """
            <?xml version="1.0" encoding="UTF-8"?>
            <vosi:capabilities xmlns:vosi="http://www.ivoa.net/xml/VOSICapabilities/v1.0" \
            xmlns:tr="http://www.ivoa.net/xml/TAPRegExt/v1.0" xmlns:vs="http://www.ivoa.net/xml/VODataService/v1.1" \
            xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
              <capability standardID="ivo://ivoa.net/std/TAP" xsi:type="tr:TableAccess">
                <interface role="std" xsi:type="vs:ParamHTTP"><accessURL use="base">%s/xamin/vo/tap</accessURL></interface>
                <language><name>ADQL</name><version ivo-id="ivo://ivoa.net/std/ADQL#v2.0">2.0</version></language>
                <outputFormat><mime>application/x-votable+xml</mime></outputFormat>
                <uploadMethod ivo-id="ivo://ivoa.net/std/TAPRegExt#upload-inline"/>
                <executionDuration><hard>60</hard></executionDuration>
                <outputLimit><default unit="row">2000</default><hard unit="row">20000</hard></outputLimit>
                <uploadLimit><hard unit="row">5000</hard></uploadLimit>
              </capability>
            </vosi:capabilities>
            """;

    private final Map<String, TapRows> tables = new HashMap<>();
    private final String base;
    private final DemoTapJobs jobs;

    /**
     * @param base the address of this server, for the links in its documents
     */
    public DemoTap(Map<String, DemoCatalogue> catalogues, String base) {
        this.base = base;
        this.jobs = new DemoTapJobs(base + JOBS, this::answer);
        catalogues.forEach((name, catalogue) -> tables.put(name, TapRows.of(catalogue)));
        tables.put("tap_schema.columns", TapRows.columns(catalogues.values()));
        tables.put("tap_schema.tables", TapRows.tables(catalogues.values()));
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        String path = request.rawPath();
        if (path.endsWith("/capabilities")) {
            return DemoReply.of(200, "text/xml", CAPABILITIES.formatted(base));
        } else if (path.equals(JOBS) || path.startsWith(JOBS + "/")) {
            return jobs.answer(request, path.substring(Math.min(path.length(), JOBS.length() + 1)));
        }
        return path.endsWith("/sync") ? answer(TapUpload.parameters(request)) : DemoReply.notFound();
    }

    private DemoReply answer(Map<String, String> parameters) {
        try {
            Map<String, TapRows> known = new HashMap<>(tables);
            known.putAll(TapUpload.tables(parameters));
            return document(parameters, TapSelect.run(parameters.getOrDefault("QUERY", ""), known));
        } catch (NotUnderstood refused) {
            return DemoReply.of(
                    400, DemoReply.VOTABLE, VotableDocument.error("Query not understood: " + refused.getMessage()));
        }
    }

    private DemoReply document(Map<String, String> parameters, TapSelect.Answer answer) {
        String wanted = parameters.getOrDefault("MAXREC", "");
        int most = wanted.matches("\\d{1,9}") ? Math.min(MOST_ROWS, Integer.parseInt(wanted)) : USUAL_ROWS;
        var document = new VotableDocument()
                .ok()
                .table("result", "")
                .serialization(VotableSerialization.BINARY)
                .fields(answer.fields());
        answer.rows().stream().limit(most).forEach(document::row);
        if (answer.rows().size() > most) {
            document.overflow();
        }
        if (answer.catalogue() != null) {
            document.resourceAfter(answer.catalogue().linkDescriptor(base));
        }
        return DemoReply.of(200, DemoReply.VOTABLE, document.whole());
    }
}
