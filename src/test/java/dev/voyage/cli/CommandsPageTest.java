package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.cli.options.VoyageOptions;
import dev.voyage.testsupport.docs.GeneratedSection;
import dev.voyage.testsupport.docs.SourceDocs;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The reference of commands, options and exit codes is generated from the picocli model. */
class CommandsPageTest {

    private static final Path PAGE = Path.of("docs/command-line.md");

    @Test
    void theReferenceOfCommandsIsGenerated() throws IOException {
        CommandLine voyage = new CommandLine(new VoyageOptions());
        var text = new StringBuilder("| command | purpose |\n| --- | --- |\n");
        voyage.getSubcommands().forEach((name, command) -> text.append("| [`")
                .append(name)
                .append("`](#voyage-")
                .append(name)
                .append(") | ")
                .append(command.getCommandSpec().usageMessage().description()[0])
                .append(" |\n"));
        voyage.getSubcommands().values().forEach(command -> command(text, command));
        exitCodes(text);

        GeneratedSection.check(PAGE, "commands", text.toString());
    }

    private static void command(StringBuilder text, CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        text.append("\n## voyage ").append(spec.name()).append("\n\n");
        text.append(String.join(" ", spec.usageMessage().description())).append("\n\n");
        text.append("| argument | default | meaning |\n| --- | --- | --- |\n");
        for (PositionalParamSpec argument : spec.positionalParameters()) {
            row(text, argument.paramLabel() + (argument.arity().max() > 1 ? "…" : ""), argument);
        }
        for (OptionSpec option : spec.options()) {
            String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
            row(text, String.join("`, `", option.names()) + value, option);
        }
        List<String> footer = Arrays.stream(spec.usageMessage().footer())
                .map(String::strip)
                .filter(line ->
                        line.startsWith("voyage ") || line.startsWith("printf ") || line.startsWith("Example: "))
                .map(line -> line.replace("Example: ", ""))
                .toList();
        assertThat(footer).as(spec.name()).isNotEmpty();
        text.append("\n```sh\n").append(String.join("\n", footer)).append("\n```\n");
    }

    private static void row(StringBuilder text, String name, ArgSpec argument) {
        String meaning = Arrays.stream(argument.description())
                .map(Ansi.OFF::string)
                .reduce((first, next) -> first + " " + next)
                .orElse("")
                .replace(" (default: " + argument.defaultValue() + ")", "");
        assertThat(meaning).as(name).isNotEmpty();
        text.append("| `")
                .append(name)
                .append(argument.required() && argument.isOption() ? "` (required) | " : "` | ")
                .append(argument.defaultValue() == null ? "" : "`" + argument.defaultValue() + "`")
                .append(" | ")
                .append(GeneratedSection.cell(meaning))
                .append(" |\n");
    }

    private static void exitCodes(StringBuilder text) throws IOException {
        SourceDocs docs = SourceDocs.of(ExitCode.class);
        List<Field> codes = Arrays.stream(ExitCode.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == int.class)
                .sorted(Comparator.comparing(CommandsPageTest::value))
                .toList();
        text.append("\n## Exit codes\n\n| code | meaning |\n| --- | --- |\n");
        for (Field code : codes) {
            text.append(
                    String.format(Locale.ROOT, "| %d | %s |\n", value(code), docs.of(ExitCode.class, code.getName())));
        }
    }

    private static int value(Field code) {
        try {
            return code.getInt(null);
        } catch (IllegalAccessException hidden) {
            throw new AssertionError(hidden);
        }
    }
}
