package dev.voyage.tap;

import dev.voyage.upstream.RequestContext;
import dev.voyage.upstream.UpstreamRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The requests of queries: parameters in a form, an uploaded table in a part of their own. */
final class TapForm {

    private static final String VOTABLE = "application/x-votable+xml, text/xml;q=0.9, application/xml;q=0.8, */*;q=0.5";
    private static final String BOUNDARY = "voyage-7d1f2c84-upload";
    private static final String PART = "targets";

    private TapForm() {}

    /** A query without an upload. */
    static UpstreamRequest query(URI endpoint, String adql, int mostRows, RequestContext context) {
        return accepting(UpstreamRequest.post(endpoint, List.copyOf(parameters(adql, mostRows))), context);
    }

    /** A query with an inline upload (TAP 1.1, 2.5.2). */
    static UpstreamRequest upload(
            URI endpoint, String adql, int mostRows, String votable, Duration patience, RequestContext context) {
        var body = new StringBuilder(votable.length() + 2048);
        parameters(adql, mostRows).forEach(field -> part(field.getKey(), field.getValue(), body));
        part("UPLOAD", UploadTable.NAME + ",param:" + PART, body);
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"" + PART + "\"; filename=\"" + PART + ".xml\"")
                .append("\r\nContent-Type: application/x-votable+xml\r\n\r\n")
                .append(votable)
                .append("\r\n--")
                .append(BOUNDARY)
                .append("--\r\n");
        Map<String, String> headers = Map.of("Content-Type", "multipart/form-data; boundary=" + BOUNDARY);
        return accepting(
                new UpstreamRequest("POST", endpoint, headers, body.toString(), patience, context.fairnessKey()),
                context);
    }

    private static List<Map.Entry<String, String>> parameters(String adql, int mostRows) {
        return List.of(
                Map.entry("REQUEST", "doQuery"),
                Map.entry("LANG", "ADQL"),
                Map.entry("MAXREC", Integer.toString(mostRows)),
                Map.entry("QUERY", adql));
    }

    private static void part(String name, String value, StringBuilder body) {
        body.append("--")
                .append(BOUNDARY)
                .append("\r\nContent-Disposition: form-data; name=\"")
                .append(name)
                .append("\"\r\n\r\n")
                .append(value)
                .append("\r\n");
    }

    static UpstreamRequest accepting(UpstreamRequest request, RequestContext context) {
        return request.header("Accept", VOTABLE)
                .header("Accept-Encoding", "gzip")
                .by(context);
    }
}
