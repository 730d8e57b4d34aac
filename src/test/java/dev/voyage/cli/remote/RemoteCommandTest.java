package dev.voyage.cli.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.cli.options.CataloguesOptions;
import dev.voyage.cli.options.DiscoverOptions;
import dev.voyage.cli.options.RemoteOptions;
import dev.voyage.cli.options.VerifyOptions;
import dev.voyage.cli.options.VoyageOptions;
import dev.voyage.cli.output.TerminalStyle;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Commands about the searches of a service, against a server that answers as it does. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class RemoteCommandTest {

    private static final String SEARCH = "{\"id\":\"s1\",\"phase\":\"COMPLETED\",\"outcome\":\"complete\","
            + "\"created\":\"2026-11-30T10:00:00Z\",\"request\":{\"target\":\"3C 105\",\"catalogue\":\"numaster\"},"
            + "\"tally\":{\"observations\":5,\"selected\":3,\"files\":48}}";

    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[^ \"]+");

    private final ScriptedServer server = ScriptedServer.start();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        server.close();
    }

    private final List<String> questions = new ArrayList<>();
    private Optional<Boolean> answer = Optional.empty();
    private boolean browser;
    private boolean colours;
    private volatile StopGuard guard;

    private RemoteCommand command() {
        var surroundings = new RemoteSurroundings() {
            @Override
            public Optional<String> variable(String name) {
                return name.equals("VOYAGE_SERVER")
                        ? Optional.of(server.uri("/").toString())
                        : Optional.empty();
            }

            @Override
            public Optional<Boolean> confirm(String question) {
                questions.add(question);
                return answer;
            }

            @Override
            public TerminalStyle style() {
                return new TerminalStyle(colours);
            }

            @Override
            public StopGuard guard() {
                guard = new StopGuard();
                return guard;
            }

            @Override
            public boolean open(String page) {
                questions.add(page);
                return browser;
            }
        };
        return new RemoteCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                surroundings);
    }

    private int run(RemoteOptions options) {
        return command().run(options);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private RemoteOptions.Delete delete(String files, boolean yes) {
        var delete = of(new RemoteOptions.Delete());
        delete.files = files;
        delete.yes = yes;
        return delete;
    }

    private static <T extends RemoteOptions.OfSearch> T of(T options) {
        options.search = "s1";
        return options;
    }

    @Test
    void listIsALinePerSearch() {
        server.on("/v1/searches").answers(200, "application/json", "{\"searches\":[" + SEARCH + "]}");
        var list = new RemoteOptions.Listing();
        list.limit = 5;

        assertThat(run(list)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).strip())
                .isEqualTo("s1  complete  2026-11-30T10:00:00Z  3C 105 in numaster  3 of 5 observations, 48 files");
    }

    /** Every example of a command about one search is understood as it is meant: the id is that of the search. */
    @TestFactory
    Stream<DynamicTest> examplesNameTheirSearch() {
        var voyage = new CommandLine(new VoyageOptions());
        return voyage.getSubcommands().values().stream()
                .filter(command -> command.getCommand() instanceof RemoteOptions.OfSearch)
                .flatMap(command -> Stream.of(
                                command.getCommandSpec().usageMessage().footer())
                        .filter(line -> line.contains("voyage " + command.getCommandName()))
                        .map(line -> line.substring(line.indexOf("voyage ") + 7))
                        .map(line -> DynamicTest.dynamicTest(line, () -> {
                            String[] words = WORD.matcher(line)
                                    .results()
                                    .map(word -> word.group().replace("\"", ""))
                                    .toArray(String[]::new);
                            voyage.parseArgs(words);
                            assertThat(((RemoteOptions.OfSearch) command.getCommand()).search)
                                    .matches("[0-9a-z]{26}");
                            if (command.getCommand() instanceof RemoteOptions.Rename rename) {
                                assertThat(rename.name).isEqualTo("Bullet cluster");
                            }
                        })));
    }

    @Test
    void renameSendsTheNameAndListsShowIt() {
        server.on("/v1/searches/s1")
                .answers(200, "application/json", SEARCH.replace("\"phase\"", "\"name\":\"Jets\",\"phase\""));
        var rename = of(new RemoteOptions.Rename());
        rename.name = "Jets";

        assertThat(run(rename)).isZero();
        assertThat(out().strip())
                .isEqualTo("s1  complete  2026-11-30T10:00:00Z  \"Jets\" (3C 105 in numaster)  3 of 5 observations,"
                        + " 48 files");
        assertThat(server.requests().get(0).method()).isEqualTo("PATCH");
        assertThat(server.requests().get(0).body())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"name\":\"Jets\"}");
    }

    @Test
    void retryNamesObservationsAndFiles() {
        server.on("/v1/searches/s1/retry").answers(202, "application/json", SEARCH);
        var retry = of(new RemoteOptions.Retry());

        assertThat(run(retry)).isZero();
        retry.observations = List.of("a b");
        retry.files = List.of("x/y&z");
        assertThat(run(retry)).isZero();

        assertThat(server.requests())
                .extracting(Received::target)
                .containsExactly("/v1/searches/s1/retry", "/v1/searches/s1/retry?observation=a%20b&file=x%2Fy%26z");
    }

    @Test
    void showAddsTheRequest() {
        server.on("/v1/searches/s1").answers(200, "application/json", SEARCH);

        assertThat(run(of(new RemoteOptions.Show()))).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("  target: 3C 105", "  catalogue: numaster");
    }

    @Test
    void cataloguesAroundAPlaceAreThoseOfTheService() {
        server.on("/v1/catalogues")
                .answers(
                        200,
                        "application/json",
                        "{\"catalogues\":[{\"ivoid\":\"ivo://a/b\",\"title\":\"B\",\"coverage\":\"near\","
                                + "\"coverageSquareDeg\":26.9},{\"ivoid\":\"ivo://a/c\",\"title\":\"C\","
                                + "\"coverage\":\"unknown\"}],\"place\":{\"contains\":0,\"near\":1,\"unknown\":7,"
                                + "\"truncated\":true}}");
        var options = new CataloguesOptions();
        options.near = "3C 105";
        options.radiusDeg = 0.5;
        options.unknown = true;
        options.limit = 2;
        options.keywords.addAll(List.of("x", "ray"));

        assertThat(command().catalogues(options)).isZero();
        assertThat(out().lines())
                .containsExactly("near         26.9 deg²  ivo://a/b  B", "unknown         - deg²  ivo://a/c  C");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("of at least 0 catalogues contain the place, those of 1 are near it, those of 7 are unknown")
                .contains("the first 2 are listed");
        assertThat(server.requests("/v1/catalogues")).singleElement().satisfies(request -> assertThat(request.query())
                .isEqualTo("limit=2&keywords=x%20ray&near=3C%20105&radius=0.5&unknown=true"));
    }

    @Test
    void discoveryIsPrintedAsItArrivesAndResumedBehindTheLastCatalogue() {
        server.on("/v1/discovery")
                .answers(200, "application/x-ndjson", """
                        {"type":"discovery.ranked","contains":3,"near":0,"truncated":false,"catalogues":3,"cursor":"f.---"}
                        {"type":"catalogue.counted","catalogue":"numaster","title":"NuSTAR","count":5,"atLeast":false,"how":"cone","cursor":"f.r--"}
                        """)
                .then()
                .answers(200, "application/x-ndjson", """
                        {"type":"discovery.ranked","contains":3,"near":0,"truncated":false,"catalogues":3,"cursor":"f.r--"}
                        {"type":"catalogue.failed","catalogue":"ivo://a/b","title":"B","problem":{"detail":"no answer"},"cursor":"f.rf-"}
                        {"type":"catalogue.counted","catalogue":"ivo://a/c","title":"C","count":1000,"atLeast":true,"how":"cone","cursor":"f.rfr"}
                        {"type":"discovery.ended","outcome":"partial","catalogues":3,"counted":2,"failed":1,"skipped":0,"notAsked":0,"withRows":2,"cursor":"f.rfr.end"}
                        """);
        var options = new DiscoverOptions();
        options.place = "3C 105";
        options.limit = 3;

        assertThat(command().discover(options)).isEqualTo(3);
        assertThat(out().lines())
                .containsExactly(
                        "        5  cone  numaster  NuSTAR",
                        "   failed  -     ivo://a/b  B: no answer",
                        "   >=1000  cone  ivo://a/c  C");
        assertThat(err.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "voyage: the coverages of 3 catalogues contain the place, those of 0 are near it",
                        "voyage: 2 of 3 catalogues counted, 2 with rows; 1 failed, 0 skipped, 0 not asked");
        assertThat(server.requests("/v1/discovery"))
                .extracting(request -> request.query())
                .containsExactly("limit=3&near=3C%20105", "limit=3&near=3C%20105&after=f.r--");
    }

    @Test
    void searchIsPausedByItsResource() {
        server.on("/v1/searches/s1/pause").answers(200, "application/json", SEARCH);

        assertThat(run(of(new RemoteOptions.Pause()))).isZero();
        assertThat(server.requests("/v1/searches/s1/pause")).hasSize(1);
    }

    @Test
    void refusalIsToldInTheWordsOfTheService() {
        server.on("/v1/searches/s1/retry")
                .answers(409, "application/problem+json", "{\"detail\":\"search s1 has not ended\"}");

        assertThat(run(of(new RemoteOptions.Retry()))).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("voyage: search s1 has not ended");
    }

    @Test
    void streamThatEndsEarlyIsResumedBehindItsLastEvent() {
        server.on("/v1/searches/s1")
                .answers(200, "application/json", SEARCH)
                .then()
                .answers(200, "application/json", "{\"id\":\"s1\",\"phase\":\"EXECUTING\"}");
        server.on("/v1/searches/s1/events")
                .answers(200, "text/event-stream", """
                        id: s1:1
                        data: {"type":"search.accepted","seq":1}

                        data: {"type":"file.progress"}

                        data: {"type":"stream.heartbeat"}

                        """)
                .then()
                .answers(200, "text/event-stream", "data: {\"type\":\"search.partial\",\"seq\":2}\n\n");

        assertThat(run(of(new RemoteOptions.Watch()))).isEqualTo(3);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("{\"type\":\"search.accepted\",\"seq\":1}", "{\"type\":\"search.partial\",\"seq\":2}");
        assertThat(server.requests("/v1/searches/s1/events"))
                .extracting(request -> request.header("Last-Event-ID").orElseThrow())
                .containsExactly("0", "1");
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("broke after event 1; it is resumed from there");
    }

    /** Ctrl-C while a search is watched that has no events yet. */
    @Test
    void watchingEndsWhenTheProcessIsStopped() {
        server.on("/v1/searches/s1").answers(200, "application/json", "{\"id\":\"s1\",\"phase\":\"EXECUTING\"}");
        server.on("/v1/searches/s1/events")
                .answersBy(200, "text/event-stream", this::stopped)
                .stallsAfter(8);

        assertThat(run(of(new RemoteOptions.Watch()))).isEqualTo(130);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    private byte[] stopped(Received request) {
        guard.stop();
        return ": no event yet\n\n".getBytes(StandardCharsets.UTF_8);
    }

    /** The process has closed the connection itself: there is no message, and nothing is resumed. */
    @Test
    void discoveryEndsWhenTheProcessIsStopped() {
        server.on("/v1/discovery")
                .answersBy(200, "application/x-ndjson", this::stopped)
                .stallsAfter(8);
        var discover = new DiscoverOptions();
        discover.place = "3C 105";

        assertThat(command().discover(discover)).isEqualTo(130);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(server.requests("/v1/discovery")).hasSize(1);
    }

    @Test
    void stateIsColouredOnATerminal() {
        server.on("/v1/searches").answers(200, "application/json", "{\"searches\":[" + SEARCH + "]}");
        colours = true;

        assertThat(run(new RemoteOptions.Listing())).isZero();
        assertThat(out()).contains("s1  \u001b[32mcomplete\u001b[0m  2026-11-30T10:00:00Z");
    }

    @Test
    void observationsAreWrittenAsATableThatIsWholeOrAbsent(@TempDir Path directory) throws Exception {
        byte[] table = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);
        server.on("/v1/searches/s1/observations").answers(200, "text/csv", "a,b\n1,2\n");
        Path file = directory.resolve("rows.csv");
        assertThat(show("-o", file.toString(), "s1")).isZero();
        assertThat(file).hasBinaryContent(table);
        assertThat(server.requests("/v1/searches/s1/observations").get(0).query())
                .isEqualTo("format=csv");
        assertThat(show("--format", "csv", "--of", "a b", "s1")).isZero();
        assertThat(out()).isEqualTo("a,b\n1,2\n");
        assertThat(server.requests("/v1/searches/s1/observations").get(1).query())
                .isEqualTo("format=csv&catalogue=a%20b");

        server.on("/v1/searches/s1/observations").answers(409, "application/problem+json", "{\"detail\":\"not yet\"}");
        assertThat(show("--format", "fits", "-o", directory.resolve("x").toString(), "s1"))
                .isEqualTo(5);
        assertThat(directory).isDirectoryNotContaining("glob:**x").isDirectoryContaining("glob:**rows.csv");
        assertThatThrownBy(() -> show("-o", "rows.doc", "s1")).hasMessageContaining("--format csv, votable");
    }

    private int show(String... arguments) {
        var options = new RemoteOptions.Show();
        new CommandLine(options).parseArgs(arguments);
        return run(options);
    }

    @Test
    void searchIsDeletedOnlyWhenThePersonSaysSo() {
        server.on("/v1/searches/s1")
                .answers(200, "application/json", SEARCH)
                .then()
                .answers(200, "application/json", SEARCH)
                .then()
                .answers(200, "application/json", SEARCH);

        assertThatThrownBy(() -> run(delete("keep", false))).hasMessageContaining("--yes");
        answer = Optional.of(false);
        assertThat(run(delete("keep", false))).isEqualTo(2);
        assertThat(server.requests("/v1/searches/s1"))
                .allMatch(request -> request.method().equals("GET"));
        answer = Optional.of(true);
        server.on("/v1/searches/s1")
                .answers(200, "application/json", SEARCH)
                .then()
                .answers(
                        200,
                        "application/json",
                        "{\"id\":\"s1\",\"removed\":{\"files\":47,\"bytes\":950000,\"kept\":1}}");

        assertThat(run(delete("delete", false))).isZero();

        assertThat(questions.get(questions.size() - 1)).contains("3C 105 in numaster", "and its files? [y/N]");
        assertThat(out()).contains("deleted s1 and 47 files (950 kB); 1 file of other searches stay");
        var last = server.requests("/v1/searches/s1");
        assertThat(last.get(last.size() - 1).method()).isEqualTo("DELETE");
    }

    @Test
    void deletionIsNotAskedForWithYes() {
        server.on("/v1/searches/s1").answers(200, "application/json", SEARCH);

        assertThat(run(delete("keep", true))).isZero();

        assertThat(questions).isEmpty();
        assertThat(out()).isEqualTo("deleted s1; its files stay" + System.lineSeparator());
    }

    @Test
    void verificationNamesWhatIsNotWhole() {
        server.on("/v1/searches/s1/verify").answers(200, "application/x-ndjson", """
                        {"file":"a","state":"right","bytes":1000}
                        {"file":"b","state":"corrupt","bytes":5,"detail":"another hash"}
                        {"file":"c","state":"missing","bytes":5}
                        {"search":"s1","files":3,"right":1,"bytes":1000}
                        """);
        var options = new VerifyOptions();
        options.search = "s1";

        assertThat(command().verify(options)).isEqualTo(3);
        assertThat(out().lines())
                .containsExactly(
                        "changed  b: another hash", "missing  c", "3 files: 1 whole (1.0 kB), 1 changed, 1 missing");
        assertThat(server.requests("/v1/searches/s1/verify"))
                .extracting(request -> request.header("Accept").orElseThrow())
                .containsExactly("application/x-ndjson");
    }

    /** A service that sends its report as one document: the files in it were not read one by one. */
    @Test
    void countsWithoutTheirFilesAreNoAllClear() {
        server.on("/v1/searches/s1/verify")
                .answers(200, "application/json", "{\"search\":\"s1\",\"wrong\":[],\"files\":48,\"right\":48}");
        var options = new VerifyOptions();
        options.search = "s1";

        assertThatThrownBy(() -> command().verify(options)).hasMessageContaining("broke off after 0 files");
        assertThat(out()).isEmpty();
    }

    @Test
    void verificationThatBreaksOffIsNoAllClear() {
        server.on("/v1/searches/s1/verify")
                .answers(200, "application/x-ndjson", "{\"file\":\"a\",\"state\":\"right\",\"bytes\":1}\n");
        var options = new VerifyOptions();
        options.search = "s1";
        options.json = true;

        assertThatThrownBy(() -> command().verify(options)).hasMessageContaining("broke off after 1 files");
    }

    @Test
    void pageIsOpenedAtTheSearch() {
        server.on("/v1/searches/s1").answers(200, "application/json", SEARCH);
        var open = new RemoteOptions.Open();
        open.search = "s1";

        assertThat(run(open)).isEqualTo(5);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("the page is at " + server.uri("/?search=s1"));
        browser = true;
        open.search = null;
        assertThat(run(open)).isZero();
        assertThat(questions).contains(server.uri("/").toString());
    }

    @Test
    void withoutAServiceTheRemedyIsNamed() {
        var show = of(new RemoteOptions.Show());
        show.server = ScriptedServer.refusing().toString();

        assertThatThrownBy(() -> run(show)).isInstanceOf(Problem.class).hasMessageContaining("voyage serve");
        show.server = "not an address";
        assertThatThrownBy(() -> run(show)).isInstanceOf(Problem.class).hasMessageContaining("server must be");
    }
}
