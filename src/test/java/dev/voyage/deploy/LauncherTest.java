package dev.voyage.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.WaitLimit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/voyage}: the JVM it finds, the options it sets, the arguments it passes on. */
@EnabledOnOs(OS.LINUX)
@Timeout(WaitLimit.TEST_SECONDS)
class LauncherTest {

    /** Debian's /bin/sh is strict; elsewhere use the available shell. */
    private static final String SHELL = Stream.of("/bin/dash", "/bin/sh")
            .filter(shell -> Files.isExecutable(Path.of(shell)))
            .findFirst()
            .orElseThrow();

    @TempDir
    Path temporary;

    private Path installed;

    private record Run(int exitCode, List<String> out, String err, long pid) {}

    @BeforeEach
    void install() throws IOException {
        installed = Files.createDirectories(temporary.resolve("some where"));
        Path bin = Files.createDirectory(installed.resolve("bin"));
        Files.copy(Path.of("src/main/dist/voyage"), bin.resolve("voyage"));
        Files.writeString(Files.createDirectory(installed.resolve("lib")).resolve("voyage.jar"), "");
    }

    /** A JVM that prints its process id and arguments. */
    private Path jdk(String name, String version) throws IOException {
        Path home = temporary.resolve(name);
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$$\" \"$@\"\nexit 7\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"none\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    private Run run(Map<String, String> environment, Path launcher, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(SHELL, launcher.toString()));
        command.addAll(Arrays.asList(arguments));
        Path err = temporary.resolve("err");
        var builder = new ProcessBuilder(command).redirectError(err.toFile());
        Map<String, String> variables = builder.environment();
        List.of("JAVA_HOME", "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "VOYAGE_JAVA_OPTS")
                .forEach(variables::remove);
        variables.put("XDG_CACHE_HOME", temporary.resolve("cache").toString());
        variables.putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        return new Run(exitCode, out.lines().toList(), Files.readString(err), process.pid());
    }

    private Run run(Path home, String... arguments) throws Exception {
        return run(Map.of("JAVA_HOME", home.toString()), installed.resolve("bin/voyage"), arguments);
    }

    @Test
    void argumentsExitCodeAndProcessAreThoseOfTheJvm() throws Exception {
        Run run = run(jdk("jdk", "17.0.9"), "search", "3C 105", "--where", "a <= '*' $HOME \"x\"", "");

        assertThat(run.exitCode()).isEqualTo(7);
        assertThat(run.out()).first().isEqualTo(String.valueOf(run.pid()));
        assertThat(run.out())
                .endsWith(
                        "-jar",
                        installed.toRealPath().resolve("lib/voyage.jar").toString(),
                        "search",
                        "3C 105",
                        "--where",
                        "a <= '*' $HOME \"x\"",
                        "");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "serve --demo", "--data serve", "--data resolve serve", "--demo"})
    void serviceIsCompiledAsTheJvmLikes(String line) throws Exception {
        assertThat(run(jdk("jdk", "21.0.1"), words(line)).out())
                .doesNotContain("-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=10");
    }

    @Test
    void searchIsCompiledLateAndHashesAreOptimized() throws Exception {
        assertThat(run(jdk("jdk", "21.0.1"), "--demo", "search", "x", "-c", "y").out())
                .contains("-XX:CompileThresholdScaling=10")
                .doesNotContain("-XX:TieredStopAtLevel=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"resolve x", "--data serve catalogues x", "--help", "search --help", "-V"})
    void shortCommandsAreNotOptimized(String line) throws Exception {
        assertThat(run(jdk("jdk", "21.0.1"), words(line)).out()).contains("-XX:TieredStopAtLevel=1");
    }

    private static String[] words(String line) {
        return line.isEmpty() ? new String[0] : line.split(" ", -1);
    }

    @Test
    void optionsOfTheUserComeFirstAndTheirCollectorIsKept() throws Exception {
        String home = jdk("jdk", "25").toString();
        Run run = run(
                Map.of("JAVA_HOME", home, "VOYAGE_JAVA_OPTS", "-Xmx1g -XX:+UseZGC"), installed.resolve("bin/voyage"));

        assertThat(run.out()).contains("-Xmx1g", "-XX:+UseZGC").doesNotContain("-XX:+UseSerialGC");
        assertThat(run(Path.of(home)).out()).contains("-XX:+UseSerialGC");
    }

    @Test
    void cacheIsUsedByTheJvmThatHasItsFormat() throws Exception {
        Path lib = installed.toRealPath().resolve("lib");
        Files.writeString(lib.resolve("voyage.aot"), "");

        assertThat(run(jdk("new", "25.0.3")).out()).contains("-XX:AOTCache=" + lib.resolve("voyage.aot"));
        assertThat(run(jdk("old", "17.0.9")).out()).noneMatch(option -> option.contains("voyage.aot"));

        Files.writeString(lib.resolve("voyage.jsa"), "");
        assertThat(run(jdk("old", "17.0.9")).out()).contains("-XX:SharedArchiveFile=" + lib.resolve("voyage.jsa"));
    }

    @Test
    void cacheOfTheUserIsUsedWhereTheProgramHasNone() throws Exception {
        Path cache = Files.createDirectories(temporary.resolve("cache/voyage")).resolve("voyage.aot");
        assertThat(run(jdk("jdk", "26-ea")).out()).noneMatch(option -> option.startsWith("-XX:AOTCache"));

        Files.writeString(cache, "");
        assertThat(run(jdk("jdk", "26-ea")).out()).contains("-XX:AOTCache=" + cache);
    }

    @Test
    void anOlderJavaHomeIsPassedOver() throws Exception {
        Path usable = jdk("usable", "17.0.1");
        Run run = run(
                Map.of("JAVA_HOME", jdk("older", "1.8.0_402").toString(), "PATH", usable + "/bin"),
                installed.resolve("bin/voyage"));

        assertThat(run.exitCode()).isEqualTo(7);
    }

    @Test
    void linksToTheLauncherAreFollowed() throws Exception {
        Path link = Files.createSymbolicLink(temporary.resolve("link"), Path.of("some where/bin/voyage"));
        Run run = run(Map.of("JAVA_HOME", jdk("jdk", "17").toString()), link, "resolve", "x");

        assertThat(run.out())
                .contains(installed.toRealPath().resolve("lib/voyage.jar").toString());
    }

    @Test
    void missingJarIsAnError() throws Exception {
        Files.delete(installed.resolve("lib/voyage.jar"));
        Run run = run(jdk("jdk", "17"));

        assertThat(run.exitCode()).isEqualTo(5);
        assertThat(run.err()).startsWith("voyage: no voyage.jar near ");
    }
}
