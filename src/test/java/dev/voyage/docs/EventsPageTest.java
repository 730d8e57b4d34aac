package dev.voyage.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.docs.GeneratedSection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The event reference is generated from the schemas of the OpenAPI document, which another test holds to the event
 * records, and from one example of each event.
 */
class EventsPageTest {

    private static final Path PAGE = Path.of("docs/events.md");
    private static final Path EXAMPLES = Path.of("src/test/resources/docs/events.ndjson");
    private static final Path DOCUMENT = Path.of("src/main/resources/META-INF/openapi.yaml");
    private static final Set<String> ENVELOPE = Set.of("type", "seq", "search", "time");
    private static final Set<String> ENDS =
            Set.of("search.completed", "search.partial", "search.empty", "search.failed", "search.cancelled");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The unit of a field, by the suffix of its name, the longest suffix first. */
    private static final Map<String, String> UNITS = units();

    private static Map<String, String> units() {
        var units = new LinkedHashMap<String, String>();
        units.put("bytesPerSecond", "bytes/s");
        units.put("freeBytes", "bytes");
        units.put("bytesUnknownFor", "");
        units.put("bytesExpected", "bytes");
        units.put("bytesHere", "bytes");
        units.put("bytes", "bytes");
        units.put("resumedFrom", "bytes");
        units.put("total", "bytes");
        units.put("Deg", "degrees");
        units.put("Arcmin", "arcmin");
        units.put("Seconds", "s");
        units.put("millis", "ms");
        return units;
    }

    private static JsonNode schemas() throws IOException {
        return new ObjectMapper(new YAMLFactory())
                .readTree(Files.readString(DOCUMENT))
                .at("/components/schemas");
    }

    /** One example of each event type; one represents all five final events. */
    static List<JsonNode> examples() throws IOException {
        List<JsonNode> examples = new ArrayList<>();
        for (String line : Files.readAllLines(EXAMPLES)) {
            examples.add(JSON.readTree(line));
        }
        return examples;
    }

    private static JsonNode schema(JsonNode schemas, String type) {
        String reference = schemas.at("/Event/discriminator/mapping").path(type).asText();
        return schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @Test
    void theEventReferenceIsGenerated() throws IOException {
        JsonNode schemas = schemas();
        var text = new StringBuilder();
        for (JsonNode example : examples()) {
            event(text, schemas, example);
        }
        for (String part : List.of(
                "Column", "Coosys", "Timesys", "UnreadableColumn", "DirectoryLink", "OtherLink", "RefusedEntry")) {
            text.append("### ").append(part).append("\n\n");
            text.append(schemas.path(part).path("description").asText()).append(".\n\n");
            fields(text, schemas.path(part));
        }
        GeneratedSection.check(PAGE, "events", text.toString());
    }

    private static void event(StringBuilder text, JsonNode schemas, JsonNode example) throws IOException {
        String type = example.path("type").asText();
        JsonNode schema = schema(schemas, type);
        text.append("### `")
                .append(ENDS.contains(type) ? String.join("`, `", List.copyOf(ends(schema))) : type)
                .append("`\n\n");
        text.append(schema.path("description").asText()).append(".\n\n");
        fields(text, schema);
        text.append("```json\n").append(pretty(example)).append("\n```\n\n");
    }

    private static List<String> ends(JsonNode schema) {
        var ends = new ArrayList<String>();
        schema.at("/properties/type/enum").forEach(end -> ends.add(end.asText()));
        return ends;
    }

    private static void fields(StringBuilder text, JsonNode schema) {
        var required = new ArrayList<String>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        text.append("| field | type | | meaning |\n| --- | --- | --- | --- |\n");
        for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
            if (!ENVELOPE.contains(field.getKey())) {
                text.append("| `")
                        .append(field.getKey())
                        .append("` | ")
                        .append(type(field))
                        .append(" | ")
                        .append(required.contains(field.getKey()) ? "always" : "optional")
                        .append(" | ")
                        .append(GeneratedSection.cell(meaning(field.getValue())))
                        .append(" |\n");
            }
        }
        text.append('\n');
    }

    private static String meaning(JsonNode field) {
        var values = new ArrayList<String>();
        field.path("enum").forEach(value -> values.add("`" + value.asText() + "`"));
        String description = field.path("description").asText();
        return values.isEmpty() ? description : description + ": " + String.join(", ", values);
    }

    private static String type(Map.Entry<String, JsonNode> field) {
        JsonNode schema = field.getValue();
        String reference = reference(schema);
        if (!reference.isEmpty()) {
            return link(reference);
        }
        String type = schema.path("type").asText();
        if (type.equals("array")) {
            String item = reference(schema.path("items"));
            return "array of " + (item.isEmpty() ? schema.at("/items/type").asText() + "s" : link(item));
        }
        String unit = UNITS.entrySet().stream()
                .filter(known -> field.getKey().endsWith(known.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
        boolean isNumber = type.equals("integer") || type.equals("number");
        if (isNumber && !unit.isEmpty()) {
            return type + ", " + unit;
        }
        return schema.path("format").asText().equals("date-time") ? "time" : type;
    }

    private static String reference(JsonNode schema) {
        String reference = schema.has("allOf")
                ? schema.at("/allOf/0/$ref").asText()
                : schema.path("$ref").asText();
        return reference.substring(reference.lastIndexOf('/') + 1);
    }

    private static String link(String schema) {
        return switch (schema) {
            case "Problem" -> "[problem](http-api.md#errors)";
            case "SearchRequest" -> "[request](http-api.md#creating-searches)";
            case "Tally" -> "[tally](#the-tally)";
            default -> "[" + schema + "](#" + schema.toLowerCase(java.util.Locale.ROOT) + ")";
        };
    }

    private static String pretty(JsonNode example) throws IOException {
        var indenter = new DefaultIndenter("  ", "\n");
        var printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(new DefaultPrettyPrinter.FixedSpaceIndenter());
        return JSON.writer(printer).writeValueAsString(example).replace(" : ", ": ");
    }

    @Test
    void everyEventHasAnExample() throws IOException {
        var types = new ArrayList<String>();
        for (JsonNode example : examples()) {
            types.add(example.path("type").asText());
        }
        var known = new ArrayList<String>();
        schemas().at("/Event/discriminator/mapping").fieldNames().forEachRemaining(known::add);
        known.removeIf(type -> ENDS.contains(type) && !type.equals("search.completed"));

        assertThat(types).containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsAsItsSchemaSays(JsonNode example) throws IOException {
        JsonNode schemas = schemas();
        matches(
                schemas,
                schema(schemas, example.path("type").asText()),
                example,
                example.path("type").asText());

        JsonNode problem = example.path("problem");
        if (!problem.isMissingNode()) {
            ProblemType type = ProblemAdvice.kind(problem.path("type").asText()).orElseThrow();
            assertThat(problem.path("title").asText()).isEqualTo(type.title());
            assertThat(problem.path("status").asInt()).isEqualTo(type.status());
        }
    }

    private static void matches(JsonNode schemas, JsonNode schema, JsonNode value, String path) {
        String reference = reference(schema);
        if (!reference.isEmpty()) {
            if (schemas.has(reference)) { // other schemas come from annotations
                matches(schemas, schemas.path(reference), value, path);
            }
            return;
        }
        switch (schema.path("type").asText()) {
            case "integer" -> assertThat(value.isIntegralNumber()).as(path).isTrue();
            case "number" -> assertThat(value.isNumber()).as(path).isTrue();
            case "boolean" -> assertThat(value.isBoolean()).as(path).isTrue();
            case "string" -> assertThat(value.isTextual()).as(path).isTrue();
            case "array" -> value.forEach(item -> matches(schemas, schema.path("items"), item, path + "[]"));
            default -> object(schemas, schema, value, path);
        }
        if (schema.has("enum")) {
            assertThat(schema.path("enum")).as(path).contains(value);
        }
    }

    private static void object(JsonNode schemas, JsonNode schema, JsonNode value, String path) {
        assertThat(value.isObject()).as(path).isTrue();
        schema.path("required").forEach(name -> assertThat(value.has(name.asText()))
                .as(path + "." + name)
                .isTrue());
        if (schema.has("properties")) {
            value.properties().forEach(field -> {
                assertThat(schema.path("properties").has(field.getKey()))
                        .as(path + "." + field.getKey())
                        .isTrue();
                matches(
                        schemas,
                        schema.path("properties").path(field.getKey()),
                        field.getValue(),
                        path + "." + field.getKey());
            });
        }
    }
}
