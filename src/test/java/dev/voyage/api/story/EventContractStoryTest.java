package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JSON Schemas and the AsyncAPI document, and every event held to them. */
@QuarkusTest
@TestProfile(DemoProfile.class)
class EventContractStoryTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;
    private final Map<String, JsonSchema> schemas = new LinkedHashMap<>();

    @BeforeEach
    void readSchemas() throws Exception {
        client = new Client(base);
        JsonNode list = Client.json(client.get("/v1/schemas"));
        add("event", list.get("any").asText());
        for (JsonNode entry : list.get("schemas")) {
            assertThat(entry.get("description").asText()).isNotEmpty();
            add(entry.get("type").asText(), entry.get("href").asText());
        }
        assertThat(schemas).hasSizeGreaterThan(29);
    }

    private void add(String type, String href) throws Exception {
        JsonNode schema = Client.json(client.get(href));
        assertThat(schema.get("$id").asText()).isEqualTo(href);
        assertThat(schema.toString()).doesNotContain("#/components/");
        SchemaValidatorsConfig strict =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        schemas.put(
                type,
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(SchemaLocation.of(base.resolve(href).toString()), schema, strict));
    }

    private void isAsItsSchemaSays(JsonNode event) {
        String type = event.get("type").asText();
        assertThat(schemas).containsKey(type);
        assertThat(schemas.get(type).validate(event)).as(event.toString()).isEmpty();
        assertThat(schemas.get("event").validate(event)).as(event.toString()).isEmpty();
    }

    @Test
    void everyEventOfAStoryIsAsItsSchemaSays() throws Exception {
        var types = new TreeSet<String>();
        for (String query : List.of(
                "target=3C+105&catalogue=numaster",
                "target=3C+105&target=no+such+thing&catalogue=numaster&action=plan",
                "target=3C+105&catalogue=nosuchtable",
                "target=0+-89&catalogue=numaster&radius=0.001")) {
            for (JsonNode event : Client.events(client.get("/v1/stream?" + query, "Accept", "text/event-stream"))) {
                isAsItsSchemaSays(event);
                types.add(event.get("type").asText());
            }
        }
        assertThat(types)
                .contains(
                        "search.accepted",
                        "target.resolved",
                        "target.failed",
                        "observation.found",
                        "observation.linked",
                        "directory.listed",
                        "file.measured",
                        "file.found",
                        "plan.ready",
                        "search.completed",
                        "search.failed",
                        "search.empty");
    }

    @Test
    void everyExampleOfTheDocumentationIsAsItsSchemaSays() throws Exception {
        List<String> lines = Files.readAllLines(Path.of("src/test/resources/docs/events.ndjson"));
        assertThat(lines).hasSizeGreaterThan(20);
        for (String line : lines) {
            isAsItsSchemaSays(Client.json(line));
        }
    }

    @Test
    void aSchemaRefusesWhatIsNotTheEvent() throws Exception {
        for (String line : Files.readAllLines(Path.of("src/test/resources/docs/events.ndjson"))) {
            JsonNode event = Client.json(line);
            JsonSchema schema = schemas.get(event.get("type").asText());
            for (String field : List.of("type", "search", "time")) {
                ObjectNode without = event.deepCopy();
                without.remove(field);
                assertThat(schema.validate(without)).as(field).isNotEmpty();
            }
            ObjectNode late = event.deepCopy();
            late.put("time", "yesterday");
            assertThat(schema.validate(late)).isNotEmpty();
            ObjectNode other = event.deepCopy();
            other.put("type", "other.type");
            assertThat(schema.validate(other)).isNotEmpty();
            assertThat(schemas.get("event").validate(other)).isNotEmpty();
        }
    }

    @Test
    void anUnknownTypeIsRefusedWithAllTypes() throws Exception {
        var answer = client.get("/v1/schemas/observation.fond");
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Client.json(answer).get("detail").asText()).contains("observation.fond", "observation.found");
    }

    @Test
    void theAsyncApiDocumentHasAMessageForEachTypeAndNoReferenceLeadsNowhere() throws Exception {
        JsonNode document = Client.json(client.get("/q/asyncapi?format=json"));

        assertThat(document.get("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").asText()).isEqualTo("voyage");
        assertThat(document.at("/info/version").asText()).isNotEmpty();
        assertThat(document.findValues("$ref")).hasSizeGreaterThan(100).allSatisfy(reference -> assertThat(
                        document.at(reference.asText().substring(1)).isMissingNode())
                .as(reference.asText())
                .isFalse());
        var types = new ArrayList<>(schemas.keySet());
        types.remove("event");
        assertThat(document.at("/components/messages").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(types);
        assertThat(document.get("channels")).hasSize(3).allSatisfy(channel -> {
            assertThat(channel.get("messages").fieldNames()).toIterable().containsExactlyElementsOf(types);
            assertThat(channel.get("address").asText()).startsWith("/v1/");
            assertThat(channel.get("address").asText().contains("{id}"))
                    .isEqualTo(channel.at("/parameters/id").isObject());
        });
        assertThat(document.get("operations")).hasSize(3).allSatisfy(operation -> {
            assertThat(operation.get("action").asText()).isEqualTo("send");
            assertThat(operation.at("/channel/$ref").asText()).startsWith("#/channels/");
            assertThat(operation.at("/bindings/http/query/properties").fieldNames())
                    .toIterable()
                    .contains("types", "named", "heartbeat", "after");
        });
        for (JsonNode message : document.at("/components/messages")) {
            JsonNode payload = document.at(message.at("/payload/$ref").asText().substring(1));
            assertThat(payload.at("/properties/type/enum").toString())
                    .contains('"' + message.get("name").asText() + '"');
        }
    }

    @Test
    void theAsyncApiDocumentIsYamlUnlessJsonIsWanted() throws Exception {
        assertThat(client.get("/q/asyncapi").body()).startsWith("---\nasyncapi: \"3.0.0\"");
        assertThat(client.get("/q/asyncapi", "Accept", "application/json").body())
                .startsWith("{\"asyncapi\":\"3.0.0\"");
        assertThat(client.get("/q/asyncapi?format=xml").statusCode()).isEqualTo(400);
    }
}
