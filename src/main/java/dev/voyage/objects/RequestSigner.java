package dev.voyage.objects;

import dev.voyage.coding.HmacSha256;
import dev.voyage.coding.PercentCoding;
import dev.voyage.coding.Sha256;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signs requests to a store of objects. Addresses must be as they are sent: their paths are signed byte for byte.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature version 4, headers</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Signature version 4, query</a>
 */
public final class RequestSigner {

    /** The hash of a request without a body. */
    public static final String EMPTY = Sha256.hex("");

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("uuuuMMdd").withZone(ZoneOffset.UTC);

    private final AccessKey key;
    private final String region;
    private final Clock clock;

    public RequestSigner(AccessKey key, String region, Clock clock) {
        this.key = key;
        this.region = region;
        this.clock = clock;
    }

    /**
     * The headers to be sent.
     *
     * @param more further headers of the request, in lower case; they are signed too
     * @param sha256 of the body, in lower-case hex
     */
    public Map<String, String> signed(String method, URI address, Map<String, String> more, String sha256) {
        Instant now = clock.instant();
        SortedMap<String, String> headers = new TreeMap<>(more);
        headers.put("host", Urls.authority(address));
        headers.put("x-amz-content-sha256", sha256);
        headers.put("x-amz-date", SECOND.format(now));
        if (key.session() != null) {
            headers.put("x-amz-security-token", key.session());
        }
        String names = String.join(";", headers.keySet());
        String signature = signature(now, method, address, query(address.getRawQuery()), headers, sha256);
        headers.remove("host"); // the client writes it itself
        headers.put(
                "authorization",
                ALGORITHM + " Credential=" + key.id() + "/" + scope(now) + ", SignedHeaders=" + names + ", Signature="
                        + signature);
        return headers;
    }

    /**
     * An address that anybody may use as if they had the key.
     *
     * @param query further parameters, not encoded
     * @param lasting time from now on, to the second
     */
    public URI presigned(String method, URI address, Map<String, String> query, Duration lasting) {
        Instant now = clock.instant();
        SortedMap<String, String> all = new TreeMap<>();
        query.forEach((name, value) -> all.put(PercentCoding.encode(name), PercentCoding.encode(value)));
        all.put("X-Amz-Algorithm", ALGORITHM);
        all.put("X-Amz-Credential", PercentCoding.encode(key.id() + "/" + scope(now)));
        all.put("X-Amz-Date", SECOND.format(now));
        all.put("X-Amz-Expires", Long.toString(lasting.toSeconds()));
        all.put("X-Amz-SignedHeaders", "host");
        if (key.session() != null) {
            all.put("X-Amz-Security-Token", PercentCoding.encode(key.session()));
        }
        SortedMap<String, String> host = new TreeMap<>(Map.of("host", Urls.authority(address)));
        String signature = signature(now, method, address, joined(all), host, UNSIGNED);
        return URI.create(address + "?" + joined(all) + "&X-Amz-Signature=" + signature);
    }

    private String signature(
            Instant now, String method, URI address, String query, SortedMap<String, String> headers, String sha256) {
        String fields = headers.entrySet().stream()
                .map(field -> field.getKey() + ":" + field.getValue().strip() + "\n")
                .collect(Collectors.joining());
        String request = String.join(
                "\n", method, address.getRawPath(), query, fields, String.join(";", headers.keySet()), sha256);
        String text = String.join("\n", ALGORITHM, SECOND.format(now), scope(now), Sha256.hex(request));
        byte[] derived = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
        for (String part : new String[] {DAY.format(now), region, "s3", "aws4_request", text}) {
            derived = HmacSha256.of(HmacSha256.key(derived), part.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(derived);
    }

    private String scope(Instant now) {
        return DAY.format(now) + "/" + region + "/s3/aws4_request";
    }

    /** The parameters in the order of their names; one without a value has an empty one. */
    private static String query(String raw) {
        return raw == null
                ? ""
                : Arrays.stream(raw.split("&", -1))
                        .map(field -> field.indexOf('=') < 0 ? field + "=" : field)
                        .sorted()
                        .collect(Collectors.joining("&"));
    }

    private static String joined(SortedMap<String, String> query) {
        return query.entrySet().stream()
                .map(field -> field.getKey() + "=" + field.getValue())
                .collect(Collectors.joining("&"));
    }
}
