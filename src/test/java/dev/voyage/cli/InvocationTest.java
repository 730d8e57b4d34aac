package dev.voyage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.cli.options.SearchOptions;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.sky.SkyPosition;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parsing of the command line, and the decision whether to start the application. */
class InvocationTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final int[] exitCode = {-1};

    private Optional<Invocation> said(String... args) {
        return Invocation.of(args, new PrintWriter(out), new PrintWriter(err), exitCode);
    }

    @Test
    void withoutArgumentsItServes() {
        assertThat(said().orElseThrow().serves()).isTrue();
        assertThat(said("serve", "--demo").orElseThrow().serves()).isTrue();
        assertThat(said("serve", "--demo").orElseThrow().demo()).isTrue();
    }

    @Test
    void aSearchIsReadWithAllItsOptions() {
        Invocation search = said(
                        "search",
                        "3C 105",
                        "--catalogue",
                        "numaster",
                        "--radius",
                        "0.5",
                        "--where",
                        "exposure_a <= 10000",
                        "--include",
                        "event_cl/*",
                        "--include",
                        "*.gz",
                        "--exclude",
                        "*.jpg",
                        "--action",
                        "plan",
                        "--source",
                        "s3",
                        "--to",
                        "out",
                        "--select",
                        "601",
                        "--select",
                        "602",
                        "--data",
                        "d",
                        "--json")
                .orElseThrow();

        var options = (SearchOptions) search.options();
        assertThat(options.request())
                .isEqualTo(new SearchRequest(
                                "3C 105",
                                null,
                                "numaster",
                                0.5,
                                "exposure_a <= 10000",
                                List.of("event_cl/*", "*.gz"),
                                List.of("*.jpg"),
                                Action.PLAN,
                                SourcePreference.S3)
                        .withSelect(List.of("601", "602")));
        assertThat(options.to).isEqualTo(Path.of("out"));
        assertThat(search.data()).contains(Path.of("d"));
        assertThat(search.serves()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --to     | file         | to
            --to     | file/below   | to
            -o       | nosuch/x.csv | output
            -o       | dir.csv      | output
            -o       | file/x.csv   | output
            """)
    void aPlaceThatCannotBeWrittenIsRefusedBeforeTheSearch(
            String option, String place, String parameter, @TempDir Path directory) throws IOException {
        Files.createFile(directory.resolve("file"));
        Files.createDirectory(directory.resolve("dir.csv"));
        assertThat(said(
                        "search",
                        "Vela",
                        "-c",
                        "numaster",
                        option,
                        directory.resolve(place).toString()))
                .isEmpty();
        assertThat(exitCode[0]).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--" + parameter + " must be");
    }

    @Test
    void placesThatCanBeCreatedAreAccepted(@TempDir Path directory) {
        Invocation search = said(
                        "search",
                        "Vela",
                        "-c",
                        "numaster",
                        "--to",
                        directory.resolve("a/b").toString(),
                        "-o",
                        directory.resolve("x.csv").toString())
                .orElseThrow();

        assertThat(((SearchOptions) search.options()).request().catalogues()).containsExactly("numaster");
    }

    @ParameterizedTest
    @CsvSource({
        "--data=d --demo resolve Vela",
        "--data=d resolve Vela --demo",
        "--demo resolve --data d Vela",
        "resolve Vela --demo --data=d",
        "--data d --demo serve",
        "--data=d --demo catalogues nustar",
        "--data=d --demo search Vela -c numaster",
        "--data=d --demo"
    })
    void whatEveryCommandTakesStandsBeforeTheCommandOrBehindIt(String line) {
        Invocation invocation = said(line.split(" ")).orElseThrow();

        assertThat(invocation.data()).contains(Path.of("d"));
        assertThat(invocation.demo()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"--data=d resolve Vela --data=e", "--data=d serve --data=d", "--demo resolve --demo Vela"})
    void whatIsSaidTwiceIsRefused(String line) {
        assertThat(said(line.split(" "))).isEmpty();
        assertThat(exitCode[0]).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("should be specified only once");
    }

    @Test
    void targetsAndCataloguesMayBeSeveralAndTargetsStandInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("list.csv"), "name,ra,dec\nhere,1,2\nVela,,\n");
        var options = (SearchOptions)
                said("search", "3C 105", "Vela", "--targets", file.toString(), "-c", "numaster", "-c", "chanmaster")
                        .orElseThrow()
                        .options();

        assertThat(options.request().targets())
                .containsExactly(
                        Target.named("3C 105"), Target.named("Vela"), new Target("here", new SkyPosition(1, 2)));
        assertThat(options.request().catalogues()).containsExactly("numaster", "chanmaster");
    }

    @Test
    void aQueryReplacesTheTargets() {
        var options = (SearchOptions) said("search", "--adql", "SELECT * FROM t", "-c", "https://archive.test/tap")
                .orElseThrow()
                .options();

        assertThat(options.request().adql()).isEqualTo("SELECT * FROM t");
        assertThat(options.request().targets()).isEmpty();
        assertThat(options.request().radiusDeg()).isNaN();
    }

    @Test
    void whatBeginsWithAMinusIsATargetBehindTwoDashes() {
        assertThat(said("search", "--catalogue", "c", "--", "-0.5 +3")).isEmpty();

        assertThat(err.toString()).contains("not a position on the sky", "\"-0.5 +3\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    search;x                                  | --catalogue
                    search;--catalogue;c                      | TARGET
                    search;x;-c;c;--radius;0                  | radius must be above 0
                    search;x;-c;c;--adql;SELECT 1             | adql or a target
                    search;--adql;SELECT 1;-c;c;--radius;1    | adql or a radius
                    search;--adql;SELECT 1;-c;c;--via;cone    | needs TAP
                    search;--adql;DELETE;-c;c                 | SELECT or WITH
                    search;x;-c;c;--band;4e-7/7e-7            | wavelengths in metres
                    search;x;-c;c;--via;cone;--time;57754     | via is cone
                    search;x;-c;c;--radius;wide               | --radius
                    search;x;-c;c;--radius;5 parsec           | 30 arcmin
                    search;x;-c;c;--wehre;a                   | --where
                    serach;x                                  | search
                    serve;--port;http                         | --port
                    search;x;-c;c;--where;a < <               | voyage:
                    search;x;-c;c;--action;fetch              | action must be
                    search;x;-c;c;--json;--plain              | not both
                    search;x;;-c;c                            | target must not be empty
                    search;61.8 +93.7;-c;c                    | not a position on the sky
                    search;x;-c;nu master                     | a catalogue is a table name
                    search;--targets;no.such.file;-c;c        | no.such.file
                    search;x;-c;c;--colour                    | --colour
                    fetch                                     | fetch
                    resolve                                   | NAME
                    catalogues                                | KEYWORD
                    catalogues;x;--radius;1                   | --near
                    catalogues;x;--unknown                    | --near
                    """)
    void aMistakeIsNamedAndExitsWithTwo(String args, String named) {
        assertThat(said(args.split(";", -1))).isEmpty();
        assertThat(exitCode[0]).isEqualTo(2);
        assertThat(err.toString()).contains(named);
        assertThat(out.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "0.5 | 0.5",
                "5 arcmin | 0.083333333333333333",
                "30' | 0.5",
                "90arcsec | 0.025",
                "90\" | 0.025",
                "1 deg | 1",
                ".5d | 0.5"
            })
    void radiusMayHaveAUnit(String written, double degrees) {
        var options = (SearchOptions) said("search", "x", "-c", "c", "--radius", written)
                .orElseThrow()
                .options();

        assertThat(options.request().radiusDeg()).isEqualTo(degrees);
    }

    @Test
    void serviceTakesAPortAndOpensItsPageOnRequest() {
        Invocation serve = said("serve", "--port", "8123", "--open").orElseThrow();

        assertThat(serve.port()).contains(8123);
        assertThat(serve.opensPage()).isTrue();
        assertThat(said("serve").orElseThrow().port()).isEmpty();
        assertThat(said("serve").orElseThrow().opensPage()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"--help,Commands:", "search;--help,exposure_a <= 10000", "--version,voyage ", "resolve;-h,NAME"})
    void helpIsNoMistake(String args, String says) {
        assertThat(said(args.split(";", -1))).isEmpty();
        assertThat(exitCode[0]).isZero();
        assertThat(out.toString()).contains(says);
        assertThat(err.toString()).isEmpty();
    }
}
