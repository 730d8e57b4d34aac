package dev.voyage.demo;

import dev.voyage.testsupport.WaitLimit;
import io.vertx.core.Vertx;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.Tables;
import uk.ac.starlink.util.ByteArrayDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** A demo archive for a class of tests, and requests to it. */
public abstract class ArchiveTest {

    static final Duration LONG = WaitLimit.TIME;

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static Vertx vertx;
    public static DemoArchive archive;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        archive = DemoArchive.start(vertx, 0, Duration.ZERO).await().atMost(LONG);
    }

    @AfterAll
    static void stop() {
        archive.stop().await().atMost(LONG);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    public static HttpResponse<byte[]> get(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(archive.base() + path)).timeout(LONG);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public static HttpResponse<byte[]> post(String path, String form) {
        return send(HttpRequest.newBuilder(URI.create(archive.base() + path))
                .timeout(LONG)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    public static HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    public static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The response's table, parsed by an independent reader. */
    public static StarTable table(HttpResponse<byte[]> answer) {
        try {
            var source = new ByteArrayDataSource("answer", answer.body());
            return Tables.randomTable(new VOTableBuilder()
                    .makeStarTable(source, false, uk.ac.starlink.table.StoragePolicy.PREFER_MEMORY));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(text(answer), unreadable);
        }
    }

    public static Object cell(StarTable table, long row, String column) {
        for (int i = 0; i < table.getColumnCount(); i++) {
            if (table.getColumnInfo(i).getName().equals(column)) {
                try {
                    return table.getCell(row, i);
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        }
        throw new AssertionError("no column " + column);
    }

    static ByteArrayInputStream stream(HttpResponse<byte[]> answer) {
        return new ByteArrayInputStream(answer.body());
    }
}
