package dev.voyage.demo.files;

import dev.voyage.coding.PercentCoding;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.XmlEscape;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The bucket that mirrors part of the tree, by path style: ListObjectsV2 in short pages, and
 * objects. Other buckets answer AccessDenied.
 */
public final class DemoBucket implements DemoEndpoint {

    public static final String BUCKET = "nasa-heasarc";

    /** Fewer than S3's 1000, so that a small list has pages too. */
    static final int MOST_KEYS = 5;

    /** Only this part is mirrored. */
    private static final String MIRRORED = "chandra/";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final DemoFileTree tree;
    private final ContentCache contents;

    public DemoBucket(DemoFileTree tree, ContentCache contents) {
        this.tree = tree;
        this.contents = contents;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        String path = request.rawPath().substring("/s3/".length());
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        String key = slash < 0 ? "" : PercentCoding.decode(path.substring(slash + 1));
        if (!bucket.equals(BUCKET)) {
            return error(403, "AccessDenied", "Access Denied");
        }
        if (key.isEmpty()) {
            return request.params().get("LIST-TYPE").equals("2")
                    ? list(request.params())
                    : error(403, "AccessDenied", "Access Denied");
        }
        Optional<DemoFile> file = key.startsWith(MIRRORED) ? tree.file(key) : Optional.empty();
        return file.map(it -> FileReply.of(
                        request, contents.of(it), "binary/octet-stream", '"' + contents.md5(it) + '"', it.modified()))
                .orElseGet(() -> error(404, "NoSuchKey", "The specified key does not exist."));
    }

    private DemoReply list(DaliParameters params) {
        String prefix = params.get("PREFIX");
        String after = decoded(params.get("CONTINUATION-TOKEN"));
        List<DemoFile> left = tree.files()
                .filter(it -> it.path().startsWith(MIRRORED))
                .filter(it -> it.path().startsWith(prefix))
                .filter(it -> it.path().compareTo(after) > 0)
                .toList();
        int most = Math.min(MOST_KEYS, number(params.get("MAX-KEYS", "1000")));
        List<DemoFile> page = left.subList(0, Math.min(most, left.size()));
        boolean truncated = page.size() < left.size() && !page.isEmpty();
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.append("<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">");
        element(xml, "Name", BUCKET);
        element(xml, "Prefix", prefix);
        if (!params.get("CONTINUATION-TOKEN").isEmpty()) {
            element(xml, "ContinuationToken", params.get("CONTINUATION-TOKEN"));
        }
        if (truncated) {
            element(
                    xml,
                    "NextContinuationToken",
                    encoded(page.get(page.size() - 1).path()));
        }
        element(xml, "KeyCount", Integer.toString(page.size()));
        element(xml, "MaxKeys", Integer.toString(most));
        element(xml, "IsTruncated", Boolean.toString(truncated));
        for (DemoFile file : page) {
            xml.append("<Contents>");
            element(xml, "Key", file.path());
            element(xml, "LastModified", TIME.format(file.modified()));
            element(xml, "ETag", '"' + contents.md5(file) + '"');
            element(xml, "Size", Integer.toString(contents.of(file).length));
            element(xml, "StorageClass", "STANDARD");
            xml.append("</Contents>");
        }
        return DemoReply.of(
                200, "application/xml", xml.append("</ListBucketResult>").toString());
    }

    private static DemoReply error(int status, String code, String message) {
        return DemoReply.of(status, "application/xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <Error><Code>%s</Code><Message>%s</Message>\
                <RequestId>X</RequestId><HostId>Y</HostId></Error>\
                """.formatted(code, message));
    }

    private static void element(StringBuilder xml, String name, String text) {
        xml.append('<').append(name).append('>').append(XmlEscape.text(text));
        xml.append("</").append(name).append('>');
    }

    private static String encoded(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String token) {
        try {
            return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notOurs) {
            return "";
        }
    }

    private static int number(String text) {
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 1000;
    }
}
