package dev.voyage.demo.server;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One response. Several pieces are sent as chunks, as if each cost the archive some time.
 *
 * @param length of a body that is announced but not sent (HEAD), else the sum of the pieces
 */
public record DemoReply(int status, Map<String, String> headers, List<byte[]> pieces, long length) {

    public static final String VOTABLE = "text/xml";

    public static DemoReply of(int status, String type, byte[] body) {
        return new DemoReply(status, Map.of("Content-Type", type), List.of(body), body.length);
    }

    public static DemoReply of(int status, String type, String body) {
        return of(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    public static DemoReply streamed(String type, List<String> pieces) {
        List<byte[]> encoded = pieces.stream()
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new DemoReply(200, Map.of("Content-Type", type), encoded, -1);
    }

    /** A page for this status, in Apache's form. */
    public static DemoReply page(int status, String title, String sentence) {
        return of(status, "text/html; charset=iso-8859-1", """
                <!DOCTYPE HTML PUBLIC "-//IETF//DTD HTML 2.0//EN">
                <html><head>
                <title>%s %s</title>
                </head><body>
                <h1>%s</h1>
                <p>%s</p>
                </body></html>
                """.formatted(
                        Integer.toString(status), title, title, sentence));
    }

    public static DemoReply notFound() {
        return page(404, "Not Found", "The requested URL was not found on this server.");
    }

    public DemoReply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new DemoReply(status, more, pieces, length);
    }

    public DemoReply withoutBody() {
        return new DemoReply(status, headers, List.of(), length);
    }
}
