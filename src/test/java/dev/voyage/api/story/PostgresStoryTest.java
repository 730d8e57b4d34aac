package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;

/** The service on PostgreSQL: migrated at its start, with the user's name in a file, and no embedded store beside it. */
@EnabledIf(value = "dev.voyage.testsupport.TestPostgres#isInstalled", disabledReason = TestPostgres.NO_SERVER)
@QuarkusTest
@TestProfile(PostgresStoryTest.OnPostgres.class)
@Timeout(WaitLimit.TEST_SECONDS)
class PostgresStoryTest {

    /** The demo archive, and a new database. */
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
    }
}
