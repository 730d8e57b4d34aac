package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.download.AtAnArchive;
import dev.voyage.objects.TestBucket;
import dev.voyage.testsupport.TestPostgres;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/**
 * The service as a replica: on PostgreSQL, migrated at its start, with the user's name in a file and no embedded store beside it;
 * and with its files in a bucket.
 */
@EnabledIf(value = "dev.voyage.testsupport.TestPostgres#isInstalled", disabledReason = TestPostgres.NO_SERVER)
@QuarkusTest
@TestProfile(PostgresStoryTest.OnPostgres.class)
@Timeout(WaitLimit.TEST_SECONDS)
class PostgresStoryTest {

    /** The demo archive, a new database, and a new bucket. */
    public static class OnPostgres extends DemoProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            try {
                Path user = Files.createTempFile("voyage-user", ".txt");
                Files.writeString(user, "voyage\n");
                var settings = new HashMap<>(super.getConfigOverrides());
                settings.put("voyage.demo-port", "0");
                settings.put("voyage.store", TestPostgres.empty("story").getUrl());
                settings.put("voyage.store.user-file", user.toString());
                settings.put("voyage.files", "s3://bucket/files");
                settings.put("voyage.files.s3.access-key", TestBucket.KEY.id());
                settings.put("voyage.files.s3.secret-key", TestBucket.KEY.secret());
                settings.put(
                        "voyage.files.s3.endpoint", new TestBucket().endpoint().toString());
                return settings;
            } catch (java.io.IOException disk) {
                throw new java.io.UncheckedIOException(disk);
            }
        }
    }

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "voyage.data")
    Path data;

    @ConfigProperty(name = "voyage.files.s3.endpoint")
    URI bucket;

    @Test
    void aSearchIsTheSameOnPostgres() throws Exception {
        var client = new Client(base);
        String href = Client.json(client.send(
                        "POST", "/v1/searches", """
                        {"target": "3C 105", "catalogue": "numaster", "where": "exposure_a <= 10000", "action": "download",
                         "files": {"include": ["*.cat.gz"]}}
                        """, "Content-Type", "application/json", "Idempotency-Key", "one"))
                .path("href")
                .textValue();
        String events =
                client.get(href + "/events", "Accept", "application/x-ndjson").body();

        assertThat(events).contains("search.completed").contains("file.completed");
        JsonNode search = Client.json(client.get(href));
        assertThat(search.path("phase").textValue()).isEqualTo("COMPLETED");
        assertThat(client.get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(data.resolve("voyage.db")).doesNotExist();
        try (Connection store = TestPostgres.of("story").getConnection();
                ResultSet key = store.createStatement().executeQuery("select name from shared_secrets")) {
            assertThat(key.next()).as("made before the first ticket").isTrue();
            assertThat(key.getString(1)).isEqualTo("tickets");
        }
        filesAreInTheBucket(client, href);
    }

    private void filesAreInTheBucket(Client client, String href) throws Exception {
        JsonNode file = StreamSupport.stream(
                        Client.json(client.get(href + "/files")).path("files").spliterator(), false)
                .filter(it -> it.path("state").textValue().equals("completed"))
                .findFirst()
                .orElseThrow();
        String path = file.path("href").textValue();
        String sha256 = file.path("sha256").textValue();
        byte[] bytes = client.bytes(path).body();

        assertThat(AtAnArchive.sha256(bytes)).isEqualTo(sha256);
        assertThat(client.get(path, "Range", "bytes=3-12").headers().firstValue("Content-Range"))
                .hasValue("bytes 3-12/" + bytes.length);
        assertThat(client.send("HEAD", path, null).headers().firstValueAsLong("Content-Length"))
                .hasValue(bytes.length);
        assertThat(client.get(path + "?preview=headers").body()).contains("SIMPLE  =");
        assertThat(client.bytes(href + "/archive.tar").body()).hasSizeGreaterThan(bytes.length);
        assertThat(client.send("POST", href + "/verify", null).body()).contains("\"wrong\":[]");
        try (Stream<Path> all = Files.walk(data.resolve("files"))) {
            assertThat(all.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .as("nothing stays on the local disk")
                    .containsOnly(".locks");
        }
        String key = "/bucket/files/sha256/" + sha256.substring(0, 2) + "/" + sha256.substring(2, 4) + "/" + sha256;
        assertThat(new Client(bucket)
                        .bytes(key, "Authorization", "AWS4-HMAC-SHA256 Credential=" + TestBucket.KEY.id() + "/")
                        .body())
                .isEqualTo(bytes);
    }
}
