package dev.voyage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.files.ContentCache;
import dev.voyage.demo.files.DemoFile;
import dev.voyage.demo.files.DemoFileTree;
import dev.voyage.testsupport.WaitLimit;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoArchiveTest {

    private static final Duration LONG = WaitLimit.TIME;

    @Test
    void theBytesAreTheSameAtEveryStart() {
        assertThat(checksums()).isEqualTo(checksums()).hasSizeGreaterThan(200);
    }

    @Test
    void theChecksumsOf3C105AreTheSameEverywhere() {
        assertThat(checksums())
                .containsEntry(
                        "nustar/data/obs/00/6/60061044002/event_cl/nu60061044002A01_cl.evt.gz",
                        "4f2e1d4a4ae0147a69a82d90c88745fe9d6cd682717ca6764e9b4c85bb31dfea")
                .containsEntry(
                        "nustar/data/obs/00/6/60061044002/pipe.log",
                        "916c9b2464e3dbbdda417dbe7b2fb12818bd791e85e7e85999083be431715e4b");
    }

    @Test
    void aRowIsOnTheWireBeforeTheNextIsThere() throws Exception {
        Vertx vertx = Vertx.vertx();
        var archive = DemoArchive.start(vertx, 0, Duration.ofSeconds(2)).await().atMost(LONG);
        try {
            var uri = URI.create(archive.base() + "/xamin/vo/cone?table=numaster&RA=61.8&DEC=3.7&SR=1");
            var answer = HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (var body = answer.body()) {
                byte[] first = body.readNBytes(100);
                byte[] here = body.readNBytes(body.available());

                assertThat(new String(first, java.nio.charset.StandardCharsets.UTF_8))
                        .startsWith("<?xml");
                // fourteen rows, each with a pause, are missing
                assertThat(new String(here, java.nio.charset.StandardCharsets.UTF_8))
                        .doesNotContain("</VOTABLE>");
            }
        } finally {
            archive.stop().await().atMost(LONG);
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void afterStopNobodyAnswersAndATakenPortIsRefused() {
        Vertx vertx = Vertx.vertx();
        Vertx another = Vertx.vertx(); // servers of one Vert.x instance share a port
        try {
            var archive = DemoArchive.start(vertx, 0, Duration.ZERO).await().atMost(LONG);
            int port = archive.base().getPort();
            assertThat(archive.sesame()).hasSize(2);
            assertThat(archive.registries()).containsExactly(URI.create(archive.base() + "/tap"));
            assertThat(archive.bucket()).isEqualTo(URI.create(archive.base() + "/s3/nasa-heasarc/"));
            assertThatThrownBy(() -> DemoArchive.start(another, port, Duration.ZERO)
                            .await()
                            .atMost(LONG))
                    .hasRootCauseInstanceOf(java.net.BindException.class);
            archive.stop().await().atMost(LONG);
            assertThatThrownBy(() -> HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(archive.base()).build(),
                                    HttpResponse.BodyHandlers.discarding()))
                    .isInstanceOf(IOException.class);
        } finally {
            another.close().toCompletionStage().toCompletableFuture().join();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Map<String, String> checksums() {
        var contents = new ContentCache();
        return DemoFileTree.of(DemoCatalogue.all().values())
                .files()
                .collect(Collectors.toMap(DemoFile::path, it -> sha256(contents.of(it))));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
