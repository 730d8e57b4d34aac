package dev.voyage.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * JSON is the same in a native executable, where Jackson sees no annotations of unregistered types, including inherited
 * interfaces.
 */
class WrittenTypesTest {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();

    /** These types, the types in them, and their supertypes. */
    private static Set<Class<?>> reached(Collection<Class<?>> from) {
        return WrittenTypes.closure(from).stream()
                .flatMap(WrittenTypes::lineage)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Set<String> names(Collection<Class<?>> types) {
        return types.stream().map(Class::getName).collect(Collectors.toSet());
    }

    @Test
    void whateverWritingAnEventObeysIsRegisteredByHand() {
        Set<Class<?>> registered = WrittenTypes.annotated();

        assertThat(registered).hasSizeGreaterThan(20);
        assertThat(reached(registered).stream()
                        .filter(type ->
                                type.isRecord() || type.isInterface() || WrittenTypes.hasJacksonsAnnotations(type)))
                .isSubsetOf(registered);
    }

    @Test
    void jsonIsTheSameWithTheAnnotationsOfTheRegisteredAlone() throws Exception {
        Set<Class<?>> registered = WrittenTypes.annotated();

        assertSame(registered, names(registered));
    }

    /** Includes the types that resources return, which Quarkus registers itself. */
    @Test
    @EnabledIfSystemProperty(named = "voyage.native-sources", matches = ".+")
    void jsonIsTheSameWithTheAnnotationsOfWhatTheBuilderIsToldAlone() throws Exception {
        Set<String> registered = NativeSources.given().reflection().keySet();
        var written = new LinkedHashSet<>(WrittenTypes.annotated());
        written.addAll(WrittenTypes.answers());

        assertThat(registered).containsAll(names(WrittenTypes.annotated()));
        assertSame(written, registered);
    }

    private void assertSame(Collection<Class<?>> types, Set<String> registered) throws Exception {
        var view = new RegisteredView(registered);
        List<Class<?>> records = types.stream().filter(Class::isRecord).toList();
        assertThat(records).hasSizeGreaterThan(20);
        for (Class<?> type : records) {
            Class<?> seen = view.loadClass(type.getName());
            String full = mapper.writeValueAsString(Sample.full(type));
            assertThat(mapper.writeValueAsString(Sample.full(seen)))
                    .as(type.getName())
                    .isEqualTo(full);
            assertThat(bare(seen)).as(type.getName()).isEqualTo(bare(type));
            assertThat(read(seen, full)).as(type.getName()).isEqualTo(read(type, full));
        }
    }

    private String bare(Class<?> type) throws ReflectiveOperationException, IOException {
        try {
            return mapper.writeValueAsString(Sample.bare(type));
        } catch (InvocationTargetException refused) {
            return "nothing may be null"; // its constructor rejects null
        }
    }

    /** Reads and writes this JSON, or reports that the type is write-only. */
    private String read(Class<?> type, String json) throws IOException {
        Object read;
        try {
            read = mapper.readValue(json, type);
        } catch (JsonProcessingException writtenOnly) {
            return writtenOnly.getClass().getSimpleName();
        }
        return mapper.writeValueAsString(read);
    }

    @Test
    void anUnregisteredInterfaceWouldBeNoticed() throws Exception {
        Set<Class<?>> registered = WrittenTypes.annotated();
        Set<String> recordsOnly =
                names(registered.stream().filter(Class::isRecord).toList());
        var view = new RegisteredView(recordsOnly);
        var changed = new LinkedHashSet<String>();
        for (Class<?> type : registered.stream().filter(Class::isRecord).toList()) {
            String seen = mapper.writeValueAsString(Sample.full(view.loadClass(type.getName())));
            if (!seen.equals(mapper.writeValueAsString(Sample.full(type)))) {
                changed.add(seen);
            }
        }

        assertThat(changed).anyMatch(json -> json.contains("\"terminal\":true"));
    }
}
