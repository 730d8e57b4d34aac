package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.voyage.testsupport.docs.GeneratedSection;
import dev.voyage.testsupport.docs.SourceDocs;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of settings is generated from the config interfaces: key, default and comment of each setting. */
class ConfigTableTest {

    private static final Path PAGE = Path.of("docs/configuration.md");

    private record Setting(String defaultValue, String meaning) {}

    @Test
    void theTableOfSettingsIsGenerated() throws IOException {
        Map<String, Setting> settings = inCode();
        assertThat(settings).hasSizeGreaterThan(70);

        var text = new StringBuilder();
        String group = "";
        for (Map.Entry<String, Setting> setting : settings.entrySet()) {
            if (!group(setting.getKey()).equals(group)) {
                group = group(setting.getKey());
                text.append("\n## `").append(group).append("`\n\n| key | default | meaning |\n| --- | --- | --- |\n");
            }
            String byDefault = setting.getValue().defaultValue();
            text.append("| `")
                    .append(setting.getKey())
                    .append("` | ")
                    .append(byDefault.isEmpty() ? "" : "`" + byDefault + "`")
                    .append(" | ")
                    .append(GeneratedSection.cell(setting.getValue().meaning()))
                    .append(" |\n");
        }
        GeneratedSection.check(PAGE, "settings", text.toString());
    }

    /** The first two parts of a key, or its only part. */
    private static String group(String key) {
        String[] parts = key.split("\\.", -1);
        return parts.length > 2 || key.equals("voyage.auth") || key.equals("voyage.store")
                ? parts[0] + "." + parts[1]
                : parts[0];
    }

    private static Map<String, Setting> inCode() throws IOException {
        Map<String, Setting> settings = new TreeMap<>(ConfigTableTest::compare);
        for (JavaClass candidate : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.voyage")) {
            if (candidate.isAnnotatedWith(ConfigMapping.class)) {
                Class<?> mapping = candidate.reflect();
                collect(mapping, mapping.getAnnotation(ConfigMapping.class).prefix(), settings, SourceDocs.of(mapping));
            }
        }
        return settings;
    }

    /** Sorts by group first. */
    private static int compare(String one, String other) {
        int groups = group(one).compareTo(group(other));
        return groups == 0 ? one.compareTo(other) : groups;
    }

    private static void collect(Class<?> mapping, String prefix, Map<String, Setting> settings, SourceDocs docs) {
        for (Method setting : mapping.getDeclaredMethods()) {
            boolean itself = setting.isAnnotationPresent(WithParentName.class);
            String key = itself ? prefix : prefix + "." + dashed(setting.getName());
            boolean is = !setting.isDefault() && !setting.isSynthetic(); // a default method derives from settings
            if (is
                    && setting.getReturnType().isInterface()
                    && setting.getReturnType().getName().startsWith("dev.voyage")) {
                collect(setting.getReturnType(), key, settings, docs);
            } else if (is) {
                WithDefault byDefault = setting.getAnnotation(WithDefault.class);
                settings.put(
                        key,
                        new Setting(
                                byDefault == null ? "" : byDefault.value().replace(",", ", "),
                                docs.of(mapping, setting.getName())));
            }
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
