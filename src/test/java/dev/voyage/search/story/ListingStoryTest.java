package dev.voyage.search.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Played;
import dev.voyage.search.played.Told;
import dev.voyage.search.played.WithRig;
import dev.voyage.search.request.Action;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole searches with unusual index pages: every file is found, or the outcome reports the loss. */
class ListingStoryTest extends WithRig {

    /** By path and query. */
    private final Map<String, Map<String, String>> pages = new ConcurrentHashMap<>();

    @BeforeEach
    void oneObservation() {
        rig.played.observations("A");
    }

    private Told told() {
        var told = new Told(rig.run(rig.request(Action.DOWNLOAD)));
        told.isSound();
        return told;
    }

    private void page(String html) {
        page("A/", html);
    }

    private void page(String directory, String html) {
        int query = directory.indexOf('?');
        String path = query < 0 ? directory : directory.substring(0, query);
        Map<String, String> ofPath = pages.computeIfAbsent(path, first -> new ConcurrentHashMap<>());
        ofPath.put(query < 0 ? "" : directory.substring(query + 1), html);
        rig.archive.on("/FTP/" + path).answersBy(200, "text/html", request -> ofPath.getOrDefault(
                        request.query() == null ? "" : request.query(), "no such page")
                .getBytes(StandardCharsets.UTF_8));
    }

    private void file(String path) {
        rig.archive
                .on("/FTP/A/" + path)
                .answers(200, "application/octet-stream", "bytes of " + path + "\n")
                .validators("\"" + path.length() + "\"", Played.MODIFIED);
    }

    private void files(String... paths) {
        Stream.of(paths).forEach(this::file);
    }

    private static List<String> completed(Told told) {
        return told.of("file.completed").stream()
                .map(event -> event.get("file").textValue())
                .sorted()
                .toList();
    }

    private static List<String> refused(Told told) {
        var words = new ArrayList<String>();
        for (JsonNode listed : told.of("directory.listed")) {
            listed.get("refused").forEach(entry -> words.add(entry.get("reason").textValue()));
        }
        return words;
    }

    @Test
    void aPageThatLeadsOnIsFollowedToItsEnd() {
        page(
                "<title>Index of</title><ul><li><a href='a.dat'>a.dat</a></ul><a href='?marker=a.dat&sort=name'>Next page</a>");
        page(
                "A/?marker=a.dat&sort=name",
                "<title>Index of</title><ul><li><a href='b.dat'>b.dat</a></ul><a href='?marker='>First</a> <a href='?marker=b.dat'>more</a>");
        page(
                "A/?marker=b.dat",
                "<title>Index of</title><ul><li><a href='c.dat'>c.dat</a></ul><a href='?marker=a.dat'>back</a>");
        page(
                "A/?marker=a.dat",
                "<title>Index of</title><ul><li><a href='b.dat'>b.dat</a></ul><a href='?marker=b.dat'>Next</a>");
        files("a.dat", "b.dat", "c.dat");

        Told told = told();

        assertThat(completed(told)).containsExactly("A/a.dat", "A/b.dat", "A/c.dat");
        assertThat(told.last().get("type").textValue()).isEqualTo("search.completed");
        assertThat(told.of("directory.listed")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query         | <a href='?about'>About</a>
            next-page     | <a href='#' onclick='more()'>Next page</a>
            next-page     | <button>Load more</button>
            next-page     | <a href='/list?of=A&page=2'>Next page</a>
            next-page     | <p>Showing 1-2 of 25</p>
            next-page     | <p>23 more files</p>
            encoded-slash | <a href='x%2Fy.dat'>x/y.dat</a>
            query         | <a href='get.php?file=c.dat'>c.dat</a>
            other-host    | <pre><a href='a.dat'>a.dat</a> <a href='http://mirror.test/A/c.dat'>c.dat</a> <a href='b.dat'>b.dat</a></pre>
            not-below     | <pre><a href='a.dat'>a.dat</a> <a href='/pool/c.dat'>c.dat</a></pre>
            """)
    void whatCannotBeTakenIsNamedAndTheSearchIsPartial(String reason, String html) {
        page("<title>Index of</title><ul><li><a href='a.dat'>a.dat</a><li><a href='b.dat'>b.dat</a></ul>" + html);
        page("A/?about", "<title>About us</title><p>We keep files");
        files("a.dat", "b.dat");

        Told told = told();

        assertThat(completed(told)).containsExactly("A/a.dat", "A/b.dat");
        assertThat(refused(told)).containsExactly(reason);
        assertThat(told.last().get("type").textValue()).isEqualTo("search.partial");
        assertThat(told.tally("refused")).isEqualTo(1);
        assertThat(told.of("observation.completed").get(0).get("refused").longValue())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a href='?C=M;O=A'>Last modified</a>",
                "<a href='?sort=size&order=desc'>Size</a>",
                "<a href='/'>Home</a> <a href='/about.html'>About</a>",
                "<address>Served by <a href='https://server.test/'>a server</a></address>",
                "<a href='mailto:desk@archive.test'>Desk</a>",
                "<a href='javascript:sort(1)'>Name</a>",
                "<a href='?zip'>All as one archive</a>",
                "<a href='?theme=dark'>Dark</a>",
                "<a href='a.dat?download=1'>get</a>",
                "<p>Showing 1-2 of 2</p>",
            })
    void whatOnlyStandsAroundTheListTakesNothingFromTheOutcome(String html) {
        String page =
                "<title>Index of</title><ul><li><a href='a.dat'>a.dat</a><li><a href='b.dat'>b.dat</a></ul>" + html;
        page(page);
        page("A/?theme=dark", page);
        files("a.dat", "b.dat");

        Told told = told();

        assertThat(refused(told)).isEmpty();
        assertThat(told.last().get("type").textValue()).isEqualTo("search.completed");
        assertThat(told.last().get("tally").has("refused")).isFalse();
    }

    @Test
    void aWholeTreeOnOnePageIsFetchedOnce() {
        page("<title>Index of</title><pre><a href='a.dat'>a.dat</a>\n<a href='sub/'>sub/</a>\n"
                + "<a href='sub/b.dat'>sub/b.dat</a>\n<a href='sub/deep/c.dat'>sub/deep/c.dat</a>\n</pre>");
        page("A/sub/", "<title>Index of</title><pre><a href='b.dat'>b.dat</a>\n<a href='d.dat'>d.dat</a>\n</pre>");
        files("a.dat", "sub/b.dat", "sub/deep/c.dat", "sub/d.dat");

        Told told = told();

        assertThat(completed(told)).containsExactly("A/a.dat", "A/sub/b.dat", "A/sub/d.dat", "A/sub/deep/c.dat");
        assertThat(told.of("file.found")).hasSize(4);
        assertThat(told.last().get("type").textValue()).isEqualTo("search.completed");
    }

    @Test
    void aNameWithAColonAndAnAddressWithoutThePortAreEntries() {
        page("""
                <title>Index of</title><pre><a href='obs:001.dat'>obs:001.dat</a>
                <a href='http://127.0.0.1/FTP/A/b.dat'>b.dat</a>
                <a href='https://127.0.0.1/FTP/A/c.dat'>c.dat</a>
                </pre>""");
        files("obs:001.dat", "b.dat", "c.dat");

        Told told = told();

        assertThat(completed(told)).containsExactly("A/b.dat", "A/c.dat", "A/obs:001.dat");
        assertThat(told.last().get("type").textValue()).isEqualTo("search.completed");
    }

    /** The server shows one as a directory, redirects another to its slash, and returns the page of the third. */
    @ParameterizedTest
    @ValueSource(strings = {"DOWNLOAD", "PLAN"})
    void directoriesWithoutASlashAreDirectories(Action action) {
        page("""
                <title>Index of</title><pre><a href='events'>events</a>  12-Mar-2025 10:00  -
                <a href='/FTP/A/hk.d'>hk.d</a>  12-Mar-2025 10:00  4096
                <a href='aux.d'>aux.d</a>  12-Mar-2025 10:00  4096
                <a href='log.txt'>log.txt</a>  12-Mar-2025 10:00  4
                </pre>""");
        page("A/events/", "<title>Index of</title><a href='a.dat'>a.dat</a>");
        rig.archive.on("/FTP/A/hk.d").redirectsTo(302, "/FTP/A/hk.d/");
        page("A/hk.d/", "<title>Index of</title><a href='b.dat'>b.dat</a><br><a href='deep'>deep</a>");
        rig.archive.on("/FTP/A/hk.d/deep").redirectsTo(302, "/FTP/A/hk.d/deep/");
        page("A/hk.d/deep/", "<title>Index of</title><a href='c.dat'>c.dat</a>");
        String aux = "<html><title>Index of</title><a href='/FTP/A/aux.d/d.txt'>d.txt</a></html>";
        page("A/aux.d", aux);
        page("A/aux.d/", aux);
        files("log.txt", "events/a.dat", "hk.d/b.dat", "hk.d/deep/c.dat", "aux.d/d.txt");

        var told = new Told(rig.run(rig.request(action)));

        if (action == Action.DOWNLOAD) {
            told.isSound();
            assertThat(completed(told))
                    .containsExactly(
                            "A/aux.d/d.txt", "A/events/a.dat", "A/hk.d/b.dat", "A/hk.d/deep/c.dat", "A/log.txt");
            assertThat(told.of("file.skipped"))
                    .allMatch(event -> event.get("reason").textValue().equals("directory"));
        } else {
            assertThat(told.of("file.found"))
                    .anyMatch(event -> event.get("file").textValue().equals("A/hk.d/deep/c.dat"));
        }
        assertThat(told.last().get("type").textValue()).isEqualTo("search.completed");
    }

    @Test
    void theListOfGosFileServerIsAnIndexWithItsEmptyDirectories() {
        page("""
                <!doctype html>
                <meta name="viewport" content="width=device-width">
                <pre>
                <a href="a.dat">a.dat</a>
                <a href="empty/">empty/</a>
                </pre>
                """);
        page("A/empty/", "<!doctype html>\n<meta name=\"viewport\" content=\"width=device-width\">\n<pre>\n</pre>\n");
        files("a.dat");

        Told told = told();

        assertThat(completed(told)).containsExactly("A/a.dat");
        assertThat(told.last().get("type").textValue()).isEqualTo("search.completed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!doctype html><pre>\n</pre>",
                "<html><body></body></html>",
                "<title>Index of A</title><table id='list'></table><script src='/list.js'></script>",
                "<title>Index of A</title><pre><a href='../'>../</a></pre><script>fetch('?json').then(fill)</script>",
                "<title>Index of A</title><form>User <input name=u> <input type='password' name=p></form>",
            })
    void aPageWithoutAnEntryIsNoEmptyDirectoryUnlessItSaysSo(String html) {
        page(html);

        Told told = told();

        assertThat(told.of("observation.failed")).hasSize(1);
        assertThat(told.last().get("type").textValue()).isEqualTo("search.partial");
    }

    @Test
    void datesAndSizesBelongToTheLineTheyStandOn() {
        String before =
                "<html><head><title>archive - /FTP/A/</title></head><body><H1>archive - /FTP/A/</H1><hr>\r\n\r\n<pre>"
                        + "<A HREF=\"/FTP/\">[To Parent Directory]</A><br><br>"
                        + "    11/10/2025 10:00 AM           %s <A HREF=\"/FTP/A/a.dat\">a.dat</A><br>"
                        + "    11/11/2025 10:00 AM            0 <A HREF=\"/FTP/A/b.dat\">b.dat</A><br>"
                        + "    11/12/2025 10:00 AM        20000 <A HREF=\"/FTP/A/c.dat\">c.dat</A><br></pre><hr></body></html>";
        page(before.formatted("4000"));
        rig.archive
                .on("/FTP/A/a.dat")
                .answers(200, "application/octet-stream", "a".repeat(4000))
                .validators("\"1\"", Played.MODIFIED);
        rig.archive
                .on("/FTP/A/b.dat")
                .answers(200, "application/octet-stream", "")
                .validators("\"2\"", Played.MODIFIED);
        rig.archive
                .on("/FTP/A/c.dat")
                .answers(200, "application/octet-stream", "c".repeat(20_000))
                .validators("\"3\"", Played.MODIFIED);
        assertThat(told().last().get("type").textValue()).isEqualTo("search.completed");

        page(before.formatted("4321").replace("11/10/2025 10:00", "11/20/2025 11:11"));
        rig.archive
                .on("/FTP/A/a.dat")
                .answers(200, "application/octet-stream", "b".repeat(4321))
                .validators("\"4\"", Played.MODIFIED.replace("22", "23"));
        Told again = told();

        assertThat(completed(again)).containsExactly("A/a.dat");
        assertThat(again.tally("skipped")).isEqualTo(2);
    }

    @Test
    void aSizeThatIsShownIsNoReasonToRefuseWhatCameTwiceTheSame() {
        page("<title>Index of</title><pre><a href='a.dat'>a.dat</a>  2025-03-01 10:00  900K\n</pre>");
        files("a.dat");

        assertThat(told().last().get("type").textValue()).isEqualTo("search.completed");
        assertThat(rig.archive.await("/FTP/A/a.dat", 2)).hasSize(2);
    }
}
