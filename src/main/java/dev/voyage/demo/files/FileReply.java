package dev.voyage.demo.files;

import dev.voyage.coding.HttpDate;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A response with a file, with conditions and ranges (RFC 9110, sections 13 and 14), one range at most. */
final class FileReply {

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{0,15})-(\\d{0,15})");

    private FileReply() {}

    static DemoReply of(DemoRequest request, byte[] bytes, String type, String etag, Instant modified) {
        if (isUnchanged(request, etag, modified)) {
            return described(DemoReply.of(304, type, bytes), etag, modified).withoutBody();
        }
        Matcher range = RANGE.matcher(request.header("Range").strip());
        if (!range.matches() || !isStill(request.header("If-Range"), etag, modified)) {
            return described(DemoReply.of(200, type, bytes), etag, modified);
        }
        long first = first(range, bytes.length);
        long last = last(range, bytes.length);
        if (first > last || first >= bytes.length) {
            return DemoReply.page(416, "Requested Range Not Satisfiable", "Beyond the file's end.")
                    .with("Content-Range", "bytes */" + bytes.length);
        }
        byte[] part = Arrays.copyOfRange(bytes, (int) first, (int) last + 1);
        return described(DemoReply.of(206, type, part), etag, modified)
                .with("Content-Range", "bytes " + first + "-" + last + "/" + bytes.length);
    }

    private static long first(Matcher range, long length) {
        if (!range.group(1).isEmpty()) {
            return Long.parseLong(range.group(1));
        }
        long wanted = range.group(2).isEmpty() ? 0 : Long.parseLong(range.group(2));
        return wanted == 0 ? length : Math.max(0, length - wanted);
    }

    private static long last(Matcher range, long length) {
        boolean toTheEnd = range.group(1).isEmpty() || range.group(2).isEmpty();
        return toTheEnd ? length - 1 : Math.min(Long.parseLong(range.group(2)), length - 1);
    }

    private static boolean isUnchanged(DemoRequest request, String etag, Instant modified) {
        String noneMatch = request.header("If-None-Match");
        if (!noneMatch.isEmpty()) {
            return noneMatch.equals("*") || List.of(noneMatch.split(",\\s*")).contains(etag);
        }
        return HttpDate.parse(request.header("If-Modified-Since"))
                .filter(since -> !modified.isAfter(since))
                .isPresent();
    }

    private static boolean isStill(String ifRange, String etag, Instant modified) {
        return ifRange.isEmpty()
                || ifRange.equals(etag)
                || HttpDate.parse(ifRange).filter(modified::equals).isPresent();
    }

    private static DemoReply described(DemoReply reply, String etag, Instant modified) {
        return reply.with("ETag", etag)
                .with("Last-Modified", HttpDate.text(modified))
                .with("Accept-Ranges", "bytes");
    }
}
