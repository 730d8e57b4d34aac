package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.docs.SourceDocs;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import picocli.AutoComplete;

/** The files that packages install beside the launcher are generated from the picocli model. */
class CommandFilesTest {

    private static final Path DIST = Path.of("src/main/dist");

    @Test
    void manualPageHasAllCommands() throws Exception {
        Map<Integer, String> exitCodes = new TreeMap<>();
        SourceDocs docs = SourceDocs.of(ExitCode.class);
        for (Field code : ExitCode.class.getDeclaredFields()) {
            if (Modifier.isStatic(code.getModifiers()) && code.getType() == int.class) {
                exitCodes.put(code.getInt(null), docs.of(ExitCode.class, code.getName()));
            }
        }
        check("man/voyage.1", ManualPage.of(Invocation.commandLine(), exitCodes));
    }

    @Test
    void bashAndZshCompleteAllOptions() throws IOException {
        check("completion/voyage.bash", AutoComplete.bash("voyage", Invocation.commandLine()));
    }

    @Test
    void fishCompletesAllOptions() throws IOException {
        check("completion/voyage.fish", FishCompletion.of(Invocation.commandLine()));
    }

    private static void check(String name, String generated) throws IOException {
        Path file = DIST.resolve(name);
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(file, generated);
        }
        assertThat(Files.readString(file)).isEqualTo(generated);
    }
}
