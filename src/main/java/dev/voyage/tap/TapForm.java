package dev.voyage.tap;

import dev.voyage.coding.UploadForm;
import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The requests of queries: parameters in a form, an uploaded table in a part of their own. */
final class TapForm {

    private static final String VOTABLE = "application/x-votable+xml, text/xml;q=0.9, application/xml;q=0.8, */*;q=0.5";
    private static final String PART = "targets";

    private TapForm() {}

    /** A query without an upload. */
    static UpstreamRequest query(URI endpoint, String adql, int mostRows, RequestContext context) {
        return accepting(UpstreamRequest.post(endpoint, List.copyOf(parameters(adql, mostRows))), context);
    }

    /** A query with an inline upload (TAP 1.1, 2.5.2). */
    static UpstreamRequest upload(
            URI endpoint, String adql, int mostRows, String votable, Duration patience, RequestContext context) {
        var form = new UploadForm();
        parameters(adql, mostRows).forEach(field -> form.parameter(field.getKey(), field.getValue()));
        String body = form.parameter("UPLOAD", UploadTable.NAME + ",param:" + PART)
                .votable(PART, votable)
                .body();
        Map<String, String> headers = Map.of("Content-Type", UploadForm.mediaType());
        return accepting(
                new UpstreamRequest("POST", endpoint, headers, body, patience, context.fairnessKey()), context);
    }

    private static List<Map.Entry<String, String>> parameters(String adql, int mostRows) {
        return List.of(
                Map.entry("REQUEST", "doQuery"),
                Map.entry("LANG", "ADQL"),
                Map.entry("MAXREC", Integer.toString(mostRows)),
                Map.entry("QUERY", adql));
    }

    static UpstreamRequest accepting(UpstreamRequest request, RequestContext context) {
        return request.header("Accept", VOTABLE)
                .header("Accept-Encoding", "gzip")
                .by(context);
    }
}
