package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's table of settings says what the code does. */
class ConfigTableTest {

    private static final Pattern ROW =
            Pattern.compile("^\\| `(voyage\\.[a-z0-9.-]+)` \\| (.*?) \\|", Pattern.MULTILINE);

    @Test
    void theTableHasEverySettingWithItsDefaultAndNoOther() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        var rows = ROW.matcher(Files.readString(Path.of("README.md")));
        while (rows.find()) {
            documented.put(rows.group(1), rows.group(2).replace("`", ""));
        }

        assertThat(documented).isEqualTo(inCode());
    }

    private static Map<String, String> inCode() {
        Map<String, String> settings = new TreeMap<>();
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("dev.voyage").stream()
                        .filter(candidate -> candidate.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(mapping -> collect(
                                mapping,
                                mapping.getAnnotation(ConfigMapping.class).prefix(),
                                settings));
        return settings;
    }

    private static void collect(Class<?> mapping, String prefix, Map<String, String> settings) {
        for (Method setting : mapping.getDeclaredMethods()) {
            boolean itself = setting.isAnnotationPresent(WithParentName.class);
            String key = itself ? prefix : prefix + "." + dashed(setting.getName());
            boolean is = !setting.isDefault() && !setting.isSynthetic(); // else it says something about settings
            if (is
                    && setting.getReturnType().isInterface()
                    && setting.getReturnType().getName().startsWith("dev.voyage")) {
                collect(setting.getReturnType(), key, settings);
            } else if (is) {
                WithDefault byDefault = setting.getAnnotation(WithDefault.class);
                settings.put(key, byDefault == null ? "" : byDefault.value().replace(",", ", "));
            }
        }
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
