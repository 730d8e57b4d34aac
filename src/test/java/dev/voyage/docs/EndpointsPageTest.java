package dev.voyage.docs;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.testsupport.docs.GeneratedSection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of media types and access is generated from the endpoint table. */
class EndpointsPageTest {

    @Test
    void theTableOfMediaTypesAndAccessIsGenerated() throws IOException {
        var text = new StringBuilder("""
                | path | methods | responses | request bodies | access |
                | --- | --- | --- | --- | --- |
                """);
        for (ApiEndpoint endpoint : ApiEndpoint.documented().toList()) {
            text.append("| `")
                    .append(endpoint.template())
                    .append("` | ")
                    .append(endpoint.methods().stream()
                            .filter(method -> !method.equals("HEAD") && !method.equals("OPTIONS"))
                            .collect(Collectors.joining(", ")))
                    .append(" | ")
                    .append(types(endpoint.produces()))
                    .append(" | ")
                    .append(types(endpoint.consumes()))
                    .append(" | ")
                    .append(endpoint.access().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(endpoint.takesTickets() ? ", ticket" : "")
                    .append(" |\n");
        }
        GeneratedSection.check(Path.of("docs/http-api.md"), "media types", text.toString());
    }

    private static String types(List<String> types) {
        return types.stream().map(type -> "`" + type + "`").collect(Collectors.joining(", "));
    }
}
