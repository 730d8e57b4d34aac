package dev.voyage.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.voyage.journal.event.ColumnInfo;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.event.Outcome;
import dev.voyage.journal.event.RefusedEntry;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.UnreadableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of events in the OpenAPI document match the records. */
class EventSchemaTest {

    private static final Set<String> ENVELOPE = Set.of("type", "seq", "search", "time");

    private static final JsonNode SCHEMAS = schemas();

    private static JsonNode schemas() {
        try (InputStream in = EventSchemaTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new ObjectMapper(new YAMLFactory()).readTree(in).at("/components/schemas");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    static Stream<SearchEvent> events() {
        return leaves(SearchEvent.class).flatMap(EventSchemaTest::examples);
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isRecord()
                ? Stream.of(type)
                : Arrays.stream(type.getPermittedSubclasses()).flatMap(EventSchemaTest::leaves);
    }

    private static Stream<SearchEvent> examples(Class<?> type) {
        if (type == SearchEvent.Ended.class) {
            return Arrays.stream(Outcome.values()).map(outcome -> new SearchEvent.Ended(outcome, null, 0, null));
        }
        try {
            RecordComponent[] components = type.getRecordComponents();
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Object[] blanks = Arrays.stream(types).map(EventSchemaTest::blank).toArray();
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return Stream.of((SearchEvent) constructor.newInstance(blanks));
        } catch (ReflectiveOperationException noRecord) {
            throw new LinkageError("every event is a record", noRecord);
        }
    }

    private static Object blank(Class<?> type) {
        if (type == boolean.class) {
            return false;
        } else if (type == long.class) {
            return 0L;
        } else if (type == int.class) {
            return 0;
        }
        return type == double.class ? 0.0 : null;
    }

    private static JsonNode schema(String eventType) {
        String reference =
                SCHEMAS.at("/Event/discriminator/mapping").path(eventType).asText("/none");
        return SCHEMAS.path(reference.substring(reference.lastIndexOf('/') + 1));
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventIsDescribedWithAllItsFields(SearchEvent event) {
        JsonNode schema = schema(event.type());
        var fields = new HashSet<String>();
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            fields.add(component.getName());
        }
        fields.remove("outcome"); // expressed by the type

        var described = new HashSet<String>();
        schema.path("properties").fieldNames().forEachRemaining(described::add);
        described.removeAll(ENVELOPE);

        assertThat(described).as(event.type()).isEqualTo(fields);
        assertThat(schema.at("/properties/type/enum").toString()).contains(event.type());
    }

    @ParameterizedTest
    @MethodSource("events")
    void whatIsAlwaysThereIsSaidToBeRequiredAndOnlyThat(SearchEvent event) {
        var required = new TreeSet<String>();
        schema(event.type()).path("required").forEach(name -> required.add(name.asText()));
        assertThat(required).contains("type", "search", "time");
        for (RecordComponent component : event.getClass().getRecordComponents()) {
            if (component.getType().isPrimitive()) {
                assertThat(required).as(event.type()).contains(component.getName());
            }
        }
    }

    @Test
    void nothingIsDescribedThatDoesNotExist() {
        var types = new TreeSet<String>();
        SCHEMAS.at("/Event/discriminator/mapping").fieldNames().forEachRemaining(types::add);

        var real = new TreeSet<String>();
        events().forEach(event -> real.add(event.type()));
        real.add("stream.gap"); // generated by the stream, never stored

        assertThat(types).isEqualTo(real);
    }

    @ParameterizedTest
    @MethodSource("parts")
    void thePartsOfEventsAreDescribedToo(String name, Class<?> part) {
        var fields = new TreeSet<String>();
        for (RecordComponent component : part.getRecordComponents()) {
            fields.add(component.getName());
        }
        var described = new TreeSet<String>();
        SCHEMAS.path(name).path("properties").fieldNames().forEachRemaining(described::add);

        assertThat(described).isEqualTo(fields);
    }

    static Stream<Arguments> parts() {
        return Stream.of(
                Arguments.of("Column", ColumnInfo.class),
                Arguments.of("Coosys", ColumnInfo.Coosys.class),
                Arguments.of("Timesys", ColumnInfo.Timesys.class),
                Arguments.of("DirectoryLink", DirectoryLink.class),
                Arguments.of("OtherLink", OtherLink.class),
                Arguments.of("RefusedEntry", RefusedEntry.class),
                Arguments.of("UnreadableColumn", UnreadableColumn.class));
    }
}
