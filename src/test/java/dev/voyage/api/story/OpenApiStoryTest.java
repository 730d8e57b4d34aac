package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.testsupport.docs.GeneratedSection;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document lists every endpoint, and every listed endpoint exists. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class OpenApiStoryTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;
    private JsonNode document;

    @BeforeEach
    void read() throws Exception {
        client = new Client(base);
        document = Client.json(client.get("/q/openapi?format=json"));
    }

    @Test
    void documentListsTheEndpointsOfTheTableWithTheirMethods() {
        assertThat(document.get("paths").properties())
                .extracting(path -> path.getKey() + " " + methods(path.getValue()))
                .containsExactlyInAnyOrderElementsOf(ApiEndpoint.documented()
                        .map(endpoint -> endpoint.template() + " " + endpoint.methods())
                        .toList());
    }

    /** HEAD and OPTIONS are not documented: every resource supports them. */
    private static Set<String> methods(JsonNode path) {
        Set<String> methods = new TreeSet<>(Set.of("OPTIONS"));
        path.fieldNames().forEachRemaining(name -> methods.add(name.toUpperCase(Locale.ROOT)));
        if (methods.contains("GET")) {
            methods.add("HEAD");
        }
        return methods;
    }

    @Test
    void mediaTypesAreThoseOfTheTable() {
        ApiEndpoint.documented().forEach(endpoint -> {
            Set<String> produced = new TreeSet<>();
            Set<String> consumed = new TreeSet<>();
            document.get("paths").get(endpoint.template()).forEach(operation -> {
                operation
                        .get("responses")
                        .properties()
                        .forEach(response -> addSuccessful(produced, response.getKey(), response.getValue()));
                operation.at("/requestBody/content").fieldNames().forEachRemaining(consumed::add);
            });

            assertThat(produced).as(endpoint + " produces").isEqualTo(new TreeSet<>(endpoint.produces()));
            assertThat(endpoint.consumes()).as(endpoint + " consumes").containsAll(consumed);
            assertThat(consumed.isEmpty())
                    .as(endpoint + " consumes")
                    .isEqualTo(endpoint.consumes().isEmpty());
        });
    }

    private void addSuccessful(Set<String> types, String status, JsonNode response) {
        if (status.startsWith("2")) {
            JsonNode described = response.has("$ref")
                    ? document.at(response.get("$ref").textValue().substring(1))
                    : response;
            described.path("content").fieldNames().forEachRemaining(types::add);
        }
    }

    @Test
    void everythingListedIsThere() throws Exception {
        for (Map.Entry<String, JsonNode> path : document.get("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                String method = operation.getKey().toUpperCase(Locale.ROOT);
                HttpResponse<String> answer = client.send(
                        method,
                        path.getKey().replaceAll("\\{[a-z]+\\}", "x"),
                        method.equals("POST") ? "{}" : null,
                        "Content-Type",
                        path.getKey().matches("/uws.*|.*/datalink")
                                ? "application/x-www-form-urlencoded"
                                : "application/json");

                assertThat(answer.statusCode()).as(method + path).isNotIn(405, 406, 415, 500);
                assertThat(answer.body()).as(method + path).doesNotContain("there is nothing at");
            }
        }
    }

    @Test
    void everyOperationHasANameASummaryAndSaysHowItFails() {
        document.get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("operationId").asText()).isNotEmpty();
                    assertThat(operation.path("summary").asText()).isNotEmpty();
                    assertThat(operation.path("responses").has("default"))
                            .as(operation.path("operationId").asText())
                            .isTrue();
                }));
    }

    /** Generators of clients make the first response's type the Accept of a request. */
    @Test
    void failureIsTheLastResponseOfEachOperation() {
        document.get("paths")
                .forEach(path -> path.forEach(
                        operation -> assertThat(operation.get("responses").fieldNames())
                                .toIterable()
                                .as(operation.path("operationId").asText())
                                .last()
                                .isEqualTo("default")));
    }

    @Test
    void referenceHasNoTypeBesideIt() {
        assertThat(document.findParents("$ref")).allMatch(parent -> !parent.has("type"));
        assertThat(document.at("/components/schemas/Search/properties/tally/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Tally");
        assertThat(document.at("/components/schemas/Search/properties/request/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/SearchRequest");
        assertThat(document.at("/components/schemas/Search/properties/problem/$ref")
                        .asText())
                .isEqualTo("#/components/schemas/Problem");
    }

    /** openapi-generator would import a class for it that it does not make. */
    @Test
    void formBesideJsonIsNoReference() {
        JsonNode bodies = document.at("/paths/~1v1~1searches/post/requestBody/content");

        assertThat(bodies.at("/application~1json/schema/$ref").asText()).endsWith("/SearchRequest");
        assertThat(bodies.at("/multipart~1form-data/schema").has("$ref")).isFalse();
        assertThat(bodies.at("/multipart~1form-data/schema/description").asText())
                .isEqualTo("The fields of SearchUpload");
        assertThat(document.at("/components/schemas/SearchUpload/properties").fieldNames())
                .toIterable()
                .contains("targets", "request");
    }

    @Test
    void documentNamesItsServerItsLicenceAndItsOnlySecurityScheme() {
        assertThat(document.at("/servers/0/url").asText()).isEqualTo("/");
        assertThat(document.at("/info/title").asText()).isEqualTo("voyage");
        assertThat(document.at("/info/license/identifier").asText()).isEqualTo("Apache-2.0");
        assertThat(document.at("/components/securitySchemes").fieldNames())
                .toIterable()
                .containsExactly("bearer");
    }

    @Test
    void clientThatAcceptsOnlyProblemsGetsTheSearch() throws Exception {
        HttpResponse<String> created = client.send(
                "POST",
                "/v1/searches",
                "{\"target\":\"3C 105\",\"catalogue\":\"numaster\",\"action\":\"observations\"}",
                "Content-Type",
                "application/json",
                "Accept",
                "application/problem+json");

        assertThat(created.statusCode()).isEqualTo(202);
        assertThat(created.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @Test
    void theTableOfEndpointsIsGenerated() throws IOException {
        Map<String, StringBuilder> tables = new LinkedHashMap<>();
        for (String tag : List.of("Searches", "Events", "Files", "Virtual Observatory", "Problems")) {
            tables.put(tag, new StringBuilder("\n### " + tag + "\n\n| request | response |\n| --- | --- |\n"));
        }
        for (Map.Entry<String, JsonNode> path : new TreeMap<>(paths()).entrySet()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                tables.get(operation.getValue().at("/tags/0").asText())
                        .append("| `")
                        .append(operation.getKey().toUpperCase(Locale.ROOT))
                        .append(' ')
                        .append(path.getKey())
                        .append("` | ")
                        .append(GeneratedSection.cell(
                                operation.getValue().path("summary").asText()))
                        .append(" |\n");
            }
        }
        GeneratedSection.check(Path.of("docs/http-api.md"), "endpoints", String.join("", tables.values()));
    }

    private Map<String, JsonNode> paths() {
        Map<String, JsonNode> paths = new LinkedHashMap<>();
        document.get("paths").properties().forEach(path -> paths.put(path.getKey(), path.getValue()));
        return paths;
    }

    @Test
    void theTableOfTheTallyHasEveryCount() throws IOException {
        String section = Files.readString(Path.of("docs/events.md"));
        section = section.substring(section.indexOf("## The tally"), section.indexOf("## Event types"));
        var documented = new TreeSet<String>();
        Matcher rows = Pattern.compile("(?m)^\\| `(\\w+)` ").matcher(section);
        while (rows.find()) {
            documented.add(rows.group(1));
        }

        assertThat(document.at("/components/schemas/Tally/properties").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(documented);
    }

    @Test
    void noReferenceLeadsNowhere() {
        for (JsonNode reference : document.findValues("$ref")) {
            assertThat(document.at(reference.asText().substring(1)).isMissingNode())
                    .as(reference.asText())
                    .isFalse();
        }
    }
}
