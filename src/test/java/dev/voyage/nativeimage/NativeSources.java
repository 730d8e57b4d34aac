package dev.voyage.nativeimage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The input of native-image from Quarkus: {@code mvn package -Pnative -Dquarkus.native.sources-only=true}. */
public final class NativeSources {

    private static final String AT_RUN_TIME = "--initialize-at-run-time=";

    private final Path directory;

    public NativeSources(Path directory) {
        this.directory = directory;
    }

    /** The directory in {@code -Dvoyage.native-sources}. */
    public static NativeSources given() {
        return new NativeSources(Path.of(System.getProperty("voyage.native-sources", "target/native-sources")));
    }

    Path program() {
        return directory.resolve("voyage.jar");
    }

    List<Path> libraries() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("lib"))) {
            return files.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
        }
    }

    List<String> arguments() throws IOException {
        return List.of(Files.readString(directory.resolve("native-image.args")).split("\\s+"));
    }

    /** The properties of the builder's JVM, such as {@code -Dkey=value}. */
    List<String> jvmProperties() throws IOException {
        return arguments().stream()
                .filter(it -> it.startsWith("-J-D"))
                .map(it -> it.substring(2))
                .toList();
    }

    public JsonNode config(String name) throws IOException {
        try (var jar = new JarFile(program().toFile());
                var in = jar.getInputStream(jar.getEntry("META-INF/native-image/" + name))) {
            return new ObjectMapper().readTree(in);
        }
    }

    /** The entries of {@code reflect-config.json}, by class. */
    public Map<String, JsonNode> reflection() throws IOException {
        var byName = new TreeMap<String, JsonNode>();
        config("reflect-config.json")
                .forEach(entry -> byName.put(entry.get("name").asText(), entry));
        return byName;
    }

    /** Patterns for the names of the resources in the image. */
    List<Pattern> includedResources() throws IOException {
        return config("resource-config.json").get("resources").get("includes").findValuesAsText("pattern").stream()
                .map(Pattern::compile)
                .toList();
    }

    /** Names of the classes in a jar. */
    static List<String> classes(Path jar) throws IOException {
        try (var file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(it -> it.endsWith(".class") && !it.startsWith("META-INF/") && !it.endsWith("-info.class"))
                    .map(it -> it.substring(0, it.length() - ".class".length()).replace('/', '.'))
                    .toList();
        }
    }

    /**
     * Classes and packages initialised at run time: from the arguments, from the libraries' own configuration, and from
     * the feature that Quarkus generates.
     */
    Set<String> initializedAtRunTime() throws IOException {
        var names = new TreeSet<String>();
        arguments().forEach(argument -> addNames(argument, names));
        var jars = new ArrayList<Path>(libraries());
        jars.add(program());
        for (Path jar : jars) {
            try (var file = new JarFile(jar.toFile())) {
                for (JarEntry entry : file.stream().toList()) {
                    if (entry.getName().endsWith("/native-image.properties")) {
                        var properties = new Properties();
                        properties.load(file.getInputStream(entry));
                        Arrays.stream(properties.getProperty("Args", "").split("\\s+"))
                                .forEach(argument -> addNames(argument, names));
                    } else if (entry.getName().equals("io/quarkus/runner/Feature.class")) {
                        addConstants(file.getInputStream(entry), names);
                    }
                }
            }
        }
        return names;
    }

    private static void addNames(String argument, Set<String> names) {
        if (argument.startsWith(AT_RUN_TIME)) {
            names.addAll(List.of(argument.substring(AT_RUN_TIME.length()).split(",")));
        }
    }

    /** The feature names each class by a string constant; it has other constants too. */
    private static void addConstants(InputStream feature, Set<String> names) throws IOException {
        new ClassReader(feature.readAllBytes())
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String signature, String[] exceptions) {
                                return new MethodVisitor(Opcodes.ASM9) {
                                    @Override
                                    public void visitLdcInsn(Object value) {
                                        if (value instanceof String text && text.indexOf('.') > 0) {
                                            names.add(text);
                                        }
                                    }
                                };
                            }
                        },
                        ClassReader.SKIP_DEBUG);
    }
}
