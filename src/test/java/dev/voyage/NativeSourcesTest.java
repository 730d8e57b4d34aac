package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.voyage.journal.event.SearchEvent;
import dev.voyage.journal.event.Tally;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import picocli.CommandLine;

/**
 * The input of native-image ({@code mvn package -Pnative -Dquarkus.native.sources-only=true}) contains everything that
 * the program finds by reflection or by its name. CI enables this test; it needs no GraalVM.
 */
@EnabledIfSystemProperty(named = "voyage.native-sources", matches = ".+")
class NativeSourcesTest {

    private static final Path SOURCES = Path.of(System.getProperty("voyage.native-sources", ""));
    private static final Path RESOURCES = Path.of("src/main/resources");

    /** Resources read only during the build, or renamed by it. */
    private static final List<String> AT_BUILD_TIME =
            List.of("application.properties", "META-INF/openapi.yaml", "web/");

    private static JsonNode config(String name) throws IOException {
        try (var jar = new JarFile(SOURCES.resolve("voyage.jar").toFile());
                var in = jar.getInputStream(jar.getEntry("META-INF/native-image/" + name))) {
            return new ObjectMapper().readTree(in);
        }
    }

    private static Map<String, JsonNode> reflection() throws IOException {
        var byName = new TreeMap<String, JsonNode>();
        config("reflect-config.json")
                .forEach(entry -> byName.put(entry.get("name").asText(), entry));
        return byName;
    }

    private static JavaClasses ours() {
        return new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.voyage");
    }

    /** Collects voyage's records that Jackson reaches from this type. */
    private static void collect(Type type, Set<String> names) {
        if (type instanceof ParameterizedType generic) {
            Arrays.stream(generic.getActualTypeArguments()).forEach(argument -> collect(argument, names));
        } else if (type instanceof Class<?> one && one.getName().startsWith("dev.voyage.")) {
            if (one.isSealed()) {
                Arrays.stream(one.getPermittedSubclasses()).forEach(permitted -> collect(permitted, names));
            } else if (one.isRecord() && names.add(one.getName())) {
                Arrays.stream(one.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .forEach(component -> collect(component, names));
            }
        }
    }

    @Test
    void everyRecordOfTheEventsAndOfTheAnswersIsRegistered() throws IOException {
        var wanted = new TreeSet<String>();
        collect(SearchEvent.class, wanted);
        collect(Tally.class, wanted);
        ours().stream()
                .filter(it -> it.isAnnotatedWith(jakarta.ws.rs.Path.class))
                .map(JavaClass::reflect)
                .flatMap(resource -> Arrays.stream(resource.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers())) // other methods are not endpoints
                .forEach(method -> collect(method.getGenericReturnType(), wanted));

        assertThat(wanted).hasSizeGreaterThan(20);
        assertThat(reflection().keySet()).containsAll(wanted);
        assertThat(wanted).allSatisfy(name -> {
            JsonNode entry = reflection().get(name);
            assertThat(entry.path("allDeclaredMethods").asBoolean()).as(name).isTrue();
            assertThat(entry.path("allDeclaredConstructors").asBoolean())
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void everyCommandAndItsOptionsAreRegistered() throws IOException {
        var wanted = new TreeSet<String>();
        for (JavaClass candidate : ours()) {
            boolean optional = candidate.getFields().stream()
                    .anyMatch(field -> field.isAnnotatedWith(CommandLine.Option.class)
                            || field.isAnnotatedWith(CommandLine.Parameters.class)
                            || field.isAnnotatedWith(CommandLine.Mixin.class));
            if (optional || candidate.isAnnotatedWith(CommandLine.Command.class)) {
                wanted.add(candidate.getName());
            }
        }

        assertThat(wanted).isNotEmpty();
        assertThat(reflection().keySet()).containsAll(wanted);
    }

    @Test
    void everyResourceIsIncluded() throws IOException {
        List<Pattern> included =
                config("resource-config.json").get("resources").get("includes").findValuesAsText("pattern").stream()
                        .map(Pattern::compile)
                        .toList();
        try (Stream<Path> files = Files.walk(RESOURCES)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> RESOURCES.relativize(file).toString())
                            .filter(name -> AT_BUILD_TIME.stream().noneMatch(name::startsWith)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(included).as(name).anyMatch(pattern -> pattern.matcher(name)
                            .matches()));
        }
    }

    @Test
    void theImageHasDriversAndTlsAndEveryCharset() throws IOException {
        String args = Files.readString(SOURCES.resolve("native-image.args"));

        assertThat(reflection())
                .containsKeys("org.sqlite.JDBC", "org.flywaydb.core.internal.database.sqlite.SQLiteDatabaseType");
        assertThat(args)
                .contains(
                        "-H:+AddAllCharsets",
                        "--enable-url-protocols=http,https",
                        "-J-Dvertx.disableURIValidation=true")
                .contains("--no-fallback")
                .endsWith("voyage -jar voyage.jar");
    }
}
