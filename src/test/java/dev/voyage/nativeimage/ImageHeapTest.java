package dev.voyage.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.VoyageConfig;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Quarkus lets native-image initialise all classes during the build, with listed exceptions. The objects in their
 * static fields become the heap of every process, and the build fails on some kinds of objects. This test initialises
 * the same classes in a separate JVM and checks their heap.
 */
@Timeout(600)
class ImageHeapTest {

    @TempDir
    Path directory;

    private List<String> findings(String classPath, List<String> options, List<String> classes)
            throws IOException, InterruptedException {
        Path agent =
                ForkedJava.agent(directory.resolve("agent.jar"), ImageHeap.class, HeapWalk.class, ImageRules.class);
        Path names = Files.write(directory.resolve("names"), classes);
        var command = new ArrayList<String>(options);
        command.addAll(List.of(
                "-Xmx512m", "-javaagent:" + agent, "-cp", classPath, ImageHeap.class.getName(), names.toString()));
        String output = ForkedJava.run(directory, command);
        assertThat(output).contains("initialised ");
        return ImageHeap.findings(output);
    }

    @Test
    void noClassOfTheProgramHoldsWhatAnImageCannot() throws Exception {
        List<String> classes = ours();

        assertThat(classes).hasSizeGreaterThan(300);
        assertThat(findings(
                        ForkedJava.classPath(),
                        List.of("-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
                        classes))
                .isEmpty();
    }

    /** Includes the classes that Quarkus generates, with the builder's own properties. */
    @Test
    @EnabledIfSystemProperty(named = "voyage.native-sources", matches = ".+")
    void noClassThatTheBuilderInitialisesHoldsWhatAnImageCannot() throws Exception {
        NativeSources sources = NativeSources.given();
        Set<String> later = sources.initializedAtRunTime();
        List<String> classes = NativeSources.classes(sources.program()).stream()
                .filter(name -> later.stream().noneMatch(it -> name.equals(it) || name.startsWith(it + ".")))
                .toList();
        String classPath = Stream.concat(Stream.of(sources.program()), sources.libraries().stream())
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));

        assertThat(later).contains("io.netty.buffer.ByteBufUtil", "io.quarkus.runner.ApplicationImpl");
        assertThat(findings(classPath, sources.jvmProperties(), classes)).isEmpty();
    }

    private static List<String> ours() throws IOException, URISyntaxException {
        Path root = Path.of(VoyageConfig.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(root.resolve("dev/voyage"))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace(File.separatorChar, '.'))
                    .sorted()
                    .toList();
        }
    }

    /** One field of each forbidden kind, with different containers. */
    static final class Unfit {

        static final Object THREAD = new AtomicReference<>(new Thread(() -> {}));
        static final Map<String, Object> DIRECT = Map.of("b", List.of(ByteBuffer.allocateDirect(4)));
        static final Object[] RANDOM = {null, new Random()};
        static final Supplier<Object> CAPTURED = capturing(io.vertx.core.buffer.Buffer.buffer("x"));
        static final Optional<ClassLoader> LOADER = Optional.of(ClassLoader.getSystemClassLoader());
        static final java.lang.ref.Cleaner CLEANER = java.lang.ref.Cleaner.create();

        private Unfit() {}

        private static Supplier<Object> capturing(Object what) {
            return () -> what;
        }
    }

    /** Permitted fields. */
    static final class Fit {

        static final ByteBuffer ON_HEAP = ByteBuffer.allocate(4);
        static final Object OUT = System.out;
        static final Class<?> TYPE = Fit.class;
        static final Object LOCK = new java.util.concurrent.locks.ReentrantLock();

        private Fit() {}
    }

    @Test
    void eachKindIsFoundWithThePathFromItsField() throws Exception {
        List<String> found =
                findings(ForkedJava.classPath(), List.of(), List.of(Unfit.class.getName(), Fit.class.getName()));

        assertThat(found)
                .anyMatch(it -> it.matches(".*Unfit\\.THREAD\\.value: .* is a thread"))
                .anyMatch(it -> it.matches(".*Unfit\\.DIRECT\\..*: .* is a direct or mapped byte buffer"))
                .anyMatch(it -> it.matches(".*Unfit\\.RANDOM\\[1\\]: .* is a random generator.*"))
                .anyMatch(it -> it.matches(".*Unfit\\.CAPTURED\\..*: .* is a buffer of .*"))
                .anyMatch(it -> it.matches(".*Unfit\\.LOADER\\.value: .* is a class loader"))
                .anyMatch(it -> it.matches(".*Unfit\\.CLEANER: .* is a cleaner"))
                .noneMatch(it -> it.contains("Fit$") || it.contains("$Fit."))
                .hasSize(6);
    }
}
