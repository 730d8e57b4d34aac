package dev.voyage.testsupport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** One scripted response, with its misbehaviour. */
final class Reply {

    static final long BEFORE_HEAD = -1;

    /** The effect of a cut. */
    enum Fate {
        FIN,
        RST,
        HOLD
    }

    record Cut(long after, Fate fate, CompletableFuture<?> release) {}

    record Header(String name, String value) {}

    int status = 200;
    final List<Header> headers = new ArrayList<>();
    final List<Function<Received, Header>> headersBy = new ArrayList<>();
    Function<Received, Payload> body = request -> Payload.of(new byte[0]);
    final List<Cut> cuts = new ArrayList<>();
    boolean ranges;
    String etag;
    String lastModified;
    boolean chunked;
    boolean untilClose;
    Long announced;
    int piece = 16384;
    Duration pause;

    /** For paths without a script. */
    static Reply notFound() {
        var reply = new Reply();
        reply.status = 404;
        byte[] page = "<html><body>404 Not Found</body></html>".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        reply.body = request -> Payload.of(page);
        reply.headers.add(new Header("Content-Type", "text/html"));
        return reply;
    }

    /** This response to that request: status, further headers and the part of the body to send. */
    Made to(Received request) {
        Payload whole = body.apply(request);
        var more = new ArrayList<>(headers);
        headersBy.forEach(header -> more.add(header.apply(request)));
        if (etag != null) {
            more.add(new Header("ETag", etag));
        }
        if (lastModified != null) {
            more.add(new Header("Last-Modified", lastModified));
        }
        return ranges && status == 200 ? ranged(request, whole, more) : new Made(status, more, whole);
    }

    record Made(int status, List<Header> headers, Payload body) {}

    private Made ranged(Received request, Payload whole, List<Header> more) {
        more.add(new Header("Accept-Ranges", "bytes"));
        boolean same = request.header("If-None-Match")
                .map(tag -> tag.equals(etag))
                .orElseGet(() -> request.header("If-Modified-Since")
                        .map(date -> date.equals(lastModified))
                        .orElse(false));
        if (same) {
            return new Made(304, more, whole.part(0, 0));
        }
        boolean current = request.header("If-Range")
                .map(validator -> validator.equals(etag) || validator.equals(lastModified))
                .orElse(true);
        String range = request.header("Range").orElse("");
        if (!current || !range.matches("bytes=\\d+-\\d*")) {
            return new Made(200, more, whole);
        }
        int dash = range.indexOf('-');
        long first = Long.parseLong(range.substring(6, dash));
        String end = range.substring(dash + 1);
        long last = end.isEmpty() ? whole.length() - 1 : Math.min(Long.parseLong(end), whole.length() - 1);
        if (first > last) {
            more.add(new Header("Content-Range", "bytes */" + whole.length()));
            return new Made(416, more, whole.part(0, 0));
        }
        more.add(new Header("Content-Range", "bytes " + first + "-" + last + "/" + whole.length()));
        return new Made(206, more, whole.part(first, last - first + 1));
    }
}
