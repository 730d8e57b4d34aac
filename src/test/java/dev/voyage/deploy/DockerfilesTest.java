package dev.voyage.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The project's rules for images. {@code .ci/run} checks the syntax with dockerfile-utils. */
class DockerfilesTest {

    /** One instruction, its continued lines joined. */
    record Instruction(String word, String rest) {}

    static Stream<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("src/main/docker"))) {
            return all
                    .filter(file -> file.getFileName().toString().startsWith("Dockerfile"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static List<Instruction> instructions(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("(?m)^\\s*#.*\\R", "").replaceAll("\\\\\\R\\s*", " ");
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(line -> line.strip().split("\\s+", 2))
                .map(parts -> new Instruction(parts[0], parts.length > 1 ? parts[1] : ""))
                .toList();
    }

    private static List<Instruction> finalStage(Path file) throws IOException {
        List<Instruction> all = instructions(file);
        int from = all.size() - 1;
        while (!all.get(from).word().equals("FROM")) {
            from--;
        }
        return all.subList(from, all.size());
    }

    private static String only(List<Instruction> stage, String word) {
        assertThat(stage.stream().filter(it -> it.word().equals(word))).as(word).hasSize(1);
        return stage.stream()
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow()
                .rest();
    }

    @ParameterizedTest
    @MethodSource("files")
    void itRunsWithoutRightsOnADirectoryOfItsOwn(Path file) throws IOException {
        List<Instruction> stage = finalStage(file);

        assertThat(only(stage, "USER")).isEqualTo("10001:10001");
        assertThat(only(stage, "VOLUME")).isEqualTo("/data");
        assertThat(only(stage, "WORKDIR")).isEqualTo("/data");
        assertThat(only(stage, "EXPOSE")).isEqualTo("8080");
        assertThat(only(stage, "ENTRYPOINT")).startsWith("[\"").contains("/opt/voyage/voyage");
        assertThat(only(stage, "ENTRYPOINT"))
                .as("a heap within the container's limit, and no execution in /tmp")
                .containsPattern("-XX:(MaxRAMPercentage|MaximumHeapSizePercent)=60")
                .contains("-Dorg.sqlite.lib.path=/opt/voyage", "-Dorg.sqlite.lib.name=libsqlitejdbc.so");
        assertThat(only(stage, "HEALTHCHECK")).contains("/q/health/live");
        assertThat(only(stage, "ENV")).contains("QUARKUS_HTTP_HOST=0.0.0.0", "VOYAGE_DATA=/data", "LC_ALL=C.UTF-8");
        assertThat(stage.stream().map(Instruction::word)).doesNotContain("ADD", "CMD");
    }

    @ParameterizedTest
    @MethodSource("files")
    void whatItRunsBelongsToRootAndWasMadeInAnEarlierStage(Path file) throws IOException {
        assertThat(finalStage(file).stream()
                        .filter(it -> it.word().equals("COPY"))
                        .map(Instruction::rest))
                .isNotEmpty()
                .allSatisfy(rest -> assertThat(rest).contains("--from="))
                .allSatisfy(rest ->
                        assertThat(rest).containsPattern("--chown=root:root .* /opt/|--chown=10001:10001 .* /data$"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyBaseIsNamedWithItsRegistryAndATagThatIsNotLatest(Path file) throws IOException {
        var stages = instructions(file).stream()
                .filter(it -> it.word().equals("FROM"))
                .toList();

        assertThat(stages).hasSizeGreaterThan(1);
        assertThat(stages.stream().map(it -> it.rest().split(" ", 2)[0])).allSatisfy(image -> assertThat(image)
                .matches("[a-z.]+\\.[a-z]+/\\S+:[\\w.-]+")
                .doesNotEndWith(":latest"));
        assertThat(stages.subList(0, stages.size() - 1).stream().map(Instruction::rest))
                .allSatisfy(rest -> assertThat(rest).containsPattern(" AS [a-z]+$"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void onlyWhatTheContextLetsThroughIsCopied(Path file) throws IOException {
        List<String> ignored = Files.readAllLines(Path.of(".dockerignore"));
        var copied = instructions(file).stream()
                .filter(it -> it.word().equals("COPY") && !it.rest().contains("--from="))
                .flatMap(it -> Arrays.stream(it.rest().split("\\s+")).filter(word -> !word.startsWith("--")))
                .filter(word -> !word.equals("./") && !word.startsWith("/"))
                .toList();

        assertThat(ignored).startsWith("*");
        assertThat(copied).isNotEmpty().allSatisfy(path -> {
            assertThat(Path.of(path)).exists();
            assertThat(ignored)
                    .anyMatch(line -> line.startsWith("!") && Path.of(path).startsWith(line.substring(1)));
        });
    }

    @ParameterizedTest
    @MethodSource("files")
    void nothingSecretIsInIt(Path file) throws IOException {
        assertThat(Files.readString(file))
                .doesNotContainIgnoringCase("password")
                .doesNotContain("TOKEN", "SECRET");
    }
}
