package dev.voyage.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.FileEvent;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example in docs/clients.md, run against the demo archive. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class ClientExampleTest {

    @TestHTTPResource("/")
    String server;

    private static FileEvent.Completed lastFile(String server) {
        // example
        try (VoyageClient voyage = VoyageClient.of(server, Optional.empty())) {
            Map<String, String> request = Map.of("target", "PSR B0833-45", "catalogue", "nicermastr");
            String search =
                    voyage.create(request).await().indefinitely().get("id").asText();
            return voyage.follow(search, 0)
                    .map(event -> EventCodec.read(event).orElse(null))
                    .filter(FileEvent.Completed.class::isInstance)
                    .map(FileEvent.Completed.class::cast)
                    .onItem()
                    .invoke(file -> System.out.println(file.file() + " " + file.sha256()))
                    .collect()
                    .last()
                    .await()
                    .indefinitely();
        }
        // end of the example
    }

    @Test
    void theExamplePrintsFiles() {
        FileEvent.Completed last = lastFile(server);

        assertThat(last.sha256()).hasSize(64);
    }

    @Test
    void theExampleIsTheOneInTheDocumentation() throws IOException {
        String page = Files.readString(Path.of("docs/clients.md"));
        String source = Files.readString(Path.of("src/test/java/dev/voyage/client/ClientExampleTest.java"));

        int begin = source.indexOf("// example\n");
        String code = source.substring(begin + 10, source.indexOf("// end of the example\n", begin));

        assertThat(unspaced(page)).contains("```java" + unspaced(code.replace("return ", "")) + "```");
    }

    /** The page has its own line breaks. */
    private static String unspaced(String text) {
        return text.replaceAll("\\s", "");
    }
}
