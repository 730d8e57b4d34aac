package dev.voyage.demo;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One answer. More than one piece means: sent in chunks as if each cost the archive some time.
 *
 * @param length of a body that is announced but not sent (HEAD), else the pieces' own
 */
record Reply(int status, Map<String, String> headers, List<byte[]> pieces, long length) {

    static final String VOTABLE = "text/xml";

    static Reply of(int status, String type, byte[] body) {
        return new Reply(status, Map.of("Content-Type", type), List.of(body), body.length);
    }

    static Reply of(int status, String type, String body) {
        return of(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    static Reply streamed(String type, List<String> pieces) {
        List<byte[]> encoded = pieces.stream()
                .map(piece -> piece.getBytes(StandardCharsets.UTF_8))
                .toList();
        return new Reply(200, Map.of("Content-Type", type), encoded, -1);
    }

    /** The status alone, its name as a page, in Apache's form. */
    static Reply page(int status, String title, String sentence) {
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

    static Reply notFound() {
        return page(404, "Not Found", "The requested URL was not found on this server.");
    }

    Reply with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Reply(status, more, pieces, length);
    }

    Reply withoutBody() {
        return new Reply(status, headers, List.of(), length);
    }
}
