package dev.voyage.objects;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.voyage.coding.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket in memory, on loopback, that can be written, read and emptied; with faults on request. */
public final class TestBucket implements AutoCloseable {

    public static final AccessKey KEY = new AccessKey("AKTEST", "secret", null);

    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    /** Key without the bucket's name to bytes. */
    public final Map<String, byte[]> objects = new ConcurrentSkipListMap<>();

    /** Each request as {@code METHOD key?query}, the key without the bucket's name, in the order of arrival. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    /** Uploads that have neither been completed nor withdrawn. */
    public final Map<String, Map<Integer, byte[]>> uploads = new ConcurrentHashMap<>();

    /** A status that is answered in place of an answer, 0 for none; gets each request as in {@link #asked}. */
    public volatile Function<String, Integer> fault = request -> 0;

    /** The number of bytes after which bodies break off. */
    public volatile int cut = Integer.MAX_VALUE;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool();

    public TestBucket() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noPort) {
            throw new IllegalStateException(noPort);
        }
        server.createContext("/bucket", this::answer);
        server.setExecutor(workers);
        server.start();
    }

    /** The store's address, without the bucket. */
    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public BucketPlace place(String prefix) {
        return new BucketPlace(URI.create(endpoint() + "/bucket"), prefix, "us-east-1");
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            URI uri = exchange.getRequestURI();
            String key = uri.getPath().replaceFirst("^/bucket/?", "");
            String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
            String request = exchange.getRequestMethod() + " " + key + (query.isEmpty() ? "" : "?" + query);
            asked.add(request);
            int status = fault.apply(request);
            if (status != 0) {
                send(exchange, status, "<Error><Code>Scripted</Code><Message>as told</Message></Error>");
            } else if (!isSigned(exchange, query)) {
                send(exchange, 403, "<Error><Code>AccessDenied</Code></Error>");
            } else if (!isAsHashed(exchange, body)) {
                send(exchange, 400, "<Error><Code>XAmzContentSHA256Mismatch</Code></Error>");
            } else {
                perform(exchange, key, query, body);
            }
        }
    }

    private static boolean isSigned(HttpExchange exchange, String query) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return query.contains("X-Amz-Signature=")
                || (header != null && header.startsWith("AWS4-HMAC-SHA256 Credential=AKTEST/"));
    }

    private static boolean isAsHashed(HttpExchange exchange, byte[] body) {
        String told = exchange.getRequestHeaders().getFirst("x-amz-content-sha256");
        return told == null
                || told.equals(HexFormat.of().formatHex(Sha256.digest().digest(body)));
    }

    private void perform(HttpExchange exchange, String key, String query, byte[] body) throws IOException {
        Map<String, String> fields = fields(query);
        String upload = fields.get("uploadId");
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                if (upload == null) {
                    objects.put(key, body);
                } else {
                    uploads.get(upload).put(Integer.parseInt(fields.get("partNumber")), body);
                }
                exchange.getResponseHeaders().set("ETag", "\"" + body.length + "\"");
                send(exchange, 200, "");
            }
            case "POST" -> post(exchange, key, upload);
            case "DELETE" -> {
                if (upload == null) {
                    objects.remove(key);
                } else {
                    uploads.remove(upload);
                }
                send(exchange, 204, "");
            }
            default -> give(exchange, objects.get(key));
        }
    }

    private void post(HttpExchange exchange, String key, String upload) throws IOException {
        if (upload == null) {
            String id = "u/" + uploads.size();
            uploads.put(id, new TreeMap<>());
            send(
                    exchange,
                    200,
                    "<InitiateMultipartUploadResult><UploadId>" + id + "</UploadId></InitiateMultipartUploadResult>");
            return;
        }
        Map<Integer, byte[]> parts = uploads.remove(upload);
        var all = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts.values()) {
            all.write(part);
        }
        objects.put(key, all.toByteArray());
        send(exchange, 200, "<CompleteMultipartUploadResult/>");
    }

    private void give(HttpExchange exchange, byte[] object) throws IOException {
        if (object == null) {
            send(exchange, 404, "<Error><Code>NoSuchKey</Code></Error>");
            return;
        }
        int first = 0;
        int last = object.length - 1;
        int status = 200;
        String asks = exchange.getRequestHeaders().getFirst("Range");
        Matcher range = RANGE.matcher(asks == null ? "" : asks);
        if (range.matches()) {
            first = Integer.parseInt(range.group(1));
            last = Math.min(last, Integer.parseInt(range.group(2)));
            exchange.getResponseHeaders().set("Content-Range", "bytes " + first + "-" + last + "/" + object.length);
            status = 206;
        }
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        int length = last - first + 1;
        exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
        if (length > 0) {
            exchange.getResponseBody().write(Arrays.copyOfRange(object, first, first + Math.min(length, cut)));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = exchange.getRequestMethod().equals("HEAD") ? new byte[0] : body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static Map<String, String> fields(String query) {
        Map<String, String> fields = new TreeMap<>();
        for (String field : query.split("&", -1)) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(
                        field.substring(0, equals),
                        java.net.URLDecoder.decode(field.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
