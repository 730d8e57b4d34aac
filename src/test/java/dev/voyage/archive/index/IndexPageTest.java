package dev.voyage.archive.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.archive.listing.ListingItem;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.Fixtures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexPageTest {

    private static final String OBS = "http://archive.test/FTP/nustar/data/obs/00/6//60061044002/";
    private static final String HOSTILE = """
            <HTML><TITLE>Index of /x</TITLE><!-- <a href="comment.txt"> -->
            <script>var a = '<a href="script.txt">';</script>
            <STYLE>a:before { content: '<a href="style.txt">' }</STYLE>
            <base href="http://evil.test/">
            <A HREF=unquoted.txt>1</A> <a class=x href='single.txt' >2</a>
            <a
              href = "newline.txt">3</a>
            <a href="amp&amp;and&#x20;hex&#32;dec.txt">4</a> <a href="quo&quot;te.txt">5</a>
            <a name=top>6</a> <a href>7</a> <a href="nul\0.txt">8</a>
            <a href="said > twice.txt">9</a> < a href="no-tag.txt"> <abbr href="no-a.txt">
            <a href="x.txt"><img src="i.gif"></a> <a href="x.txt">x.txt</a> 2020-11-06 20:20 3.4K
            <a href="never-closed.txt>""";

    @ParameterizedTest
    @ValueSource(
            strings = {"root-doubleslash", "root-nosort", "root-plain", "root-sorted-C-N-O-D", "root-table", "root-wide"
            })
    void everyStyleOfApacheSaysTheSame(String name) throws IOException {
        String under = name.replaceAll("root-|doubleslash|-.*", "");
        String path = under.matches("nosort|plain|table|wide") ? under : "FTP/nustar";
        var page = read(
                "lab-apache-2.4.71/" + name + ".html", "http://archive.test/" + path + "/data/obs/00/6//60061044002/");
        assertThat(names(page))
                .containsExactlyInAnyOrder(
                        "auxil/", "event_cl/", "event_uf/", "hk/", "nu60061044002.cat.gz", "pipe.log");
        assertThat(page.refused()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"event_cl", "event_cl-nosort", "event_cl-plain", "event_cl-table"})
    void namesCutForTheEyeAreWholeAllTheSame(String name) throws IOException {
        var wide = read("lab-apache-2.4.71/event_cl-wide.html", OBS + "event_cl/");
        var page = read("lab-apache-2.4.71/" + name + ".html", OBS + "event_cl/");
        assertThat(names(page))
                .containsExactlyElementsOf(names(wide))
                .contains("nu60061044002A.attorb.gz", "nu60061044002A01_cl.evt.gz")
                .noneMatch(each -> each.contains(".."));
    }

    @ParameterizedTest
    @CsvSource({
        "2020-11-06 20:20 5.4K, 5530, 5300",
        "2020-11-06 20:20  20M, 20971520, 19000000",
        "2020-11-06 20:20 512, 512, 512",
        "2020-11-06 20:20 1.25 GiB, 1342177280, 1240000000",
        "2020-11-06 20:20 1K, 1024, 0"
    })
    void aSizeThatIsShownIsRoundedInItsLastDigit(String shown, long rough, long least) {
        assertThat(ListedSize.of(shown.replaceAll(" +", " ")).roughBytes()).isEqualTo(rough);
        assertThat(ListedSize.of(shown.replaceAll(" +", " ")).leastBytes()).isEqualTo(least);
    }

    @Test
    void theRealPageOfHeasarcGivesItsSixEntriesWithDateAndSize() throws IOException {
        var page = read(
                "heasarc-real/nustar-80002092008-index.html",
                "https://archive.test/FTP/nustar/data/obs/00/8//80002092008/");
        assertThat(names(page))
                .containsExactly("auxil/", "event_cl/", "event_uf/", "hk/", "nu80002092008.cat.gz", "pipe.log");
        assertThat(page.items().get(4).shown()).isEqualTo(new ListedSize("2020-11-06 20:20 3.4K", 3482L, 3300L, false));
        assertThat(page.items().get(0).shown().roughBytes()).isNull();
        assertThat(page.refused()).isEmpty();
    }

    @Test
    void otherServersPagesAreReadToo() throws IOException {
        assertThat(names(read("rclone/nginx.html", "http://archive.test/atomic/fedora/")))
                .containsExactly("deltas/", "objects/", "refs/", "state/", "config", "summary");
        assertThat(names(read("rclone/apache.html", "http://archive.test/nick/pub/")))
                .hasSize(18)
                .contains("Now 100% better.mp3", "gchq-challenge/");
        assertThat(names(read(
                        "heasarc-real/xmm-0153950401-table-style-hand-shortened.html",
                        "http://archive.test/FTP/xmm/data/rev0//0153950401/")))
                .containsExactly("4XMM/", "ODF/", "PPS/", "om_mosaic/");
        assertThat(names(read("lab-apache-2.4.71/FTP-root.html", "http://archive.test/FTP/")))
                .containsExactly("chandra/", "nustar/", "swift/", "t/", "xmm/", "xte/");
    }

    @ParameterizedTest
    @CsvSource({"lab-odd-names-apache.html", "lab-odd-names-nginx.html"})
    void oddNamesAreTheSameFromEitherServer(String file) throws IOException {
        var page = read(file, "http://archive.test/FTP/nustar/data/obs/00/9//90001020002/auxil/");
        assertThat(names(page))
                .hasSize(16)
                .contains(
                        "a_name_so_long_that_a_fancy_index_would_cut_it_off_without_NameWidth_star_0123456789.fits",
                        "amp&lt<.txt",
                        "colon:1.txt",
                        "empty.txt",
                        "hash#and?query.txt",
                        "per%25cent%.txt",
                        "plus+sign.txt",
                        "umläut.txt",
                        "with space.txt");
        assertThat(page.refused()).isEmpty();
    }

    /** The number of files and directories on each page of the fixtures; 0 0 if it is no index page. */
    @ParameterizedTest
    @CsvSource({
        "heasarc-real/nustar-80002092008-index.html, /FTP/nustar/data/obs/00/8/80002092008/, 2, 4",
        "heasarc-real/xmm-0153950401-table-style-hand-shortened.html, /FTP/xmm/data/rev0//0153950401/, 0, 4",
        "lab-apache-2.4.71/FTP-root.html, /FTP/, 0, 6",
        "lab-apache-2.4.71/auxil.html, /FTP/nustar/data/obs/00/6//60061044002/auxil/, 8, 0",
        "lab-apache-2.4.71/event_cl.html, /FTP/nustar/data/obs/00/6//60061044002/event_cl/, 42, 0",
        "lab-apache-2.4.71/event_uf.html, /FTP/nustar/data/obs/00/6//60061044002/event_uf/, 2, 0",
        "lab-apache-2.4.71/hk.html, /FTP/nustar/data/obs/00/6//60061044002/hk/, 8, 0",
        "lab-apache-2.4.71/special-names-and-symlinks.html, /FTP/t/a/b/c/6//OBS/, 4, 3",
        "rclone/apache.html, /nick/pub/, 13, 5",
        "rclone/nginx.html, /atomic/fedora/, 2, 4",
    })
    void everyPageIsReadAsItsIndexSays(String file, String path, int files, int directories) throws IOException {
        var page = read(file, "http://archive.test" + path);

        assertThat(names(page)).filteredOn(name -> !name.endsWith("/")).hasSize(files);
        assertThat(names(page)).filteredOn(name -> name.endsWith("/")).hasSize(directories);
        assertThat(page.refused()).extracting(ListingItem.Refused::reason).doesNotContain("not-a-url", "dots");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "06-listing/rclone/empty.html",
                "reconstructed/cone/cone-html-error-page.html",
                "reconstructed/cone/cone-3c105-tabledata.xml",
                "reconstructed/download/s3-error-accessdenied.xml",
                "reconstructed/download/s3-list-empty.xml",
                "reconstructed/download/s3-list-page1.xml",
                "reconstructed/download/s3-list-page2.xml",
            })
    void otherAnswersAreNoIndexPages(String file) {
        String text = new String(Fixtures.bytes(file), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> IndexPage.read(URI.create("http://archive.test/x/"), text))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("no index page");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            python http.server | <!DOCTYPE HTML><html lang="en"><head><title>Directory listing for /x/</title></head><body><h1>Directory listing for /x/</h1><hr><ul><li><a href="a%20b.fits">a b.fits</a></li><li><a href="loop/">loop@</a></li><li><a href="sub/">sub/</a></li></ul><hr></body></html> | a b.fits,loop/,sub/
            lighttpd | <!DOCTYPE html><html><head><title>Index of /x/</title></head><body><h2>Index of /x/</h2><div class="list"><table><tbody><tr class="d"><td class="n"><a href="../">..</a>/</td><td class="m">&nbsp;</td><td class="s">- &nbsp;</td></tr><tr class="d"><td class="n"><a href="sub/">sub</a>/</td><td class="m">2026-Jan-02 03:04:05</td><td class="s">- &nbsp;</td></tr><tr><td class="n"><a href="a.gz">a.gz</a></td><td class="m">2026-Jan-02 03:04:05</td><td class="s">1.2K</td></tr></tbody></table></div></body></html> | sub/,a.gz
            caddy 1 | <!DOCTYPE html><html><head><title>/x/</title></head><body><header><h1><a href="/">/</a><a href="/x/">x</a></h1></header><a href="?sort=name&order=desc">Name</a><tr><td><a href=".."><span class="goup">Go up</span></a></td></tr><tr class="file"><td><a href="./a.zip"><span class="name">a.zip</span></a></td><td data-order="783696">765 KiB</td></tr><tr><td><a href="./s%CE%B2/"><span class="name">s</span></a></td></tr><footer>Served with <a rel="noopener" href="https://caddyserver.com">Caddy</a></footer></body></html> | a.zip,sβ/
            swift staticweb | <html><head><title>Listing of /v1/x/</title></head><body><h1 id="title">Listing of /v1/x/</h1><table><tr class="parent"><td colspan="3"><a href="../">../</a></td></tr><tr class="item subdir"><td class="colname"><a href="sub/">sub/</a></td></tr><tr class="item"><td class="colname"><a href="a.txt">a.txt</a></td><td class="colsize">1.2 KB</td></tr></table></body></html> | sub/,a.txt
            IIS | <html><head><title>archive.test - /x/</title></head><body><H1>archive.test - /x/</H1><hr><pre><A HREF="/">[To Parent Directory]</A><br><br> 1/2/2026  3:04 AM        &lt;dir&gt; <A HREF="/x/sub/">sub</A><br> 1/2/2026  3:04 AM         1234 <A HREF="/x/a.txt">a.txt</A><br></pre><hr></body></html> | sub/,a.txt
            nginx fancyindex | <html><head><title>Index of /x/</title></head><body><h1>Index of /x/</h1><table id="list"><thead><tr><th><a href="?C=N&amp;O=A">File Name</a></th></tr></thead><tbody><tr><td class="link"><a href="../?C=N&amp;O=A">Parent directory/</a></td></tr><tr><td class="link"><a href="a.txt" title="a.txt">a.txt</a></td><td class="size">1.2 KiB</td></tr></tbody></table></body></html> | a.txt
            jetty | <html><head><title>Directory: /x/</title></head><body><h1 class="title">Directory: /x/</h1><table><tr><td class="name"><a href="/x/../">Parent Directory</a></td></tr><tr><td class="name"><a href="/x/a.txt">a.txt&nbsp;</a></td></tr></table></body></html> | a.txt
            """)
    void pagesOfManyServersAreRead(String server, String html, String names) {
        var page = IndexPage.read(URI.create("http://archive.test/x/"), html);

        assertThat(String.join(",", names(page))).as(server).isEqualTo(names);
        assertThat(page.refused()).extracting(ListingItem.Refused::reason).isSubsetOf("other-host", "dots");
    }

    @Test
    void specialNamesAndLinksAreEntriesLikeOthers() throws IOException {
        var page = read("lab-apache-2.4.71/special-names-and-symlinks.html", "http://archive.test/FTP/t/a/b/c/6//OBS/");
        assertThat(names(page))
                .containsExactly(
                        "a b+c#d%e&f;g.txt",
                        "index_products.txt", "link.fits", "loop/", "outside/", "real.fits", "sub/");
    }

    @Test
    void hostileMarkupIsReadAsABrowserWould() {
        var page = IndexPage.read(URI.create("http://archive.test/x/"), HOSTILE);
        assertThat(names(page))
                .containsExactly(
                        "unquoted.txt",
                        "single.txt",
                        "newline.txt",
                        "amp&and hex dec.txt",
                        "quo\"te.txt",
                        "said > twice.txt",
                        "x.txt",
                        "never-closed.txt>");
        assertThat(page.refused())
                .containsExactly(
                        new ListingItem.Refused("", "empty"),
                        new ListingItem.Refused("nul\\u0000.txt", "control"),
                        new ListingItem.Refused("http://evil.test/", "base"));
        assertThat(page.items().get(6).shown().roughBytes()).isEqualTo(3482L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html><body>Nothing here</body></html>",
                "<html><title>NuSTAR products</title><a href='plot.gif'>plot</a></html>",
                "<!DOCTYPE html><title>Sign in</title><a href='../'>back</a><a href='x.gif'>x</a>",
                "{\"error\": \"no such directory\"}"
            })
    void aPageThatIsNoIndexIsNamedInsteadOfTakenForAnEmptyOne(String html) {
        assertThatThrownBy(() -> IndexPage.read(URI.create("http://archive.test/x/"), html))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.MALFORMED))
                .hasMessageContaining("no index page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>var a = ['x.dat']; document.body.innerHTML = a.map(link).join('')</script>",
                "<script>show([\"x.dat\"])</script>",
                "<script>t.insertRow(-1)</script>",
                "<noscript>Enable JavaScript</noscript>"
            })
    void aPageWhoseEntriesAreLeftToAScriptIsNoEmptyDirectory(String script) {
        String html = "<html><title>Index of /x/</title><h1>Index of /x/</h1><pre></pre>" + script + "</html>";
        assertThatThrownBy(() -> IndexPage.read(URI.create("http://archive.test/x/"), html))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.MALFORMED))
                .hasMessageContaining("script");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Page 1 of 2</p>",
                "<p>Seite 1 von 2</p>",
                "<p>Page 1/3</p>",
                "<p>Displaying 1 out of 3 entries</p>",
                "<p>1 of 1,200 files</p>",
                "<p>Showing 1 to 1 of 3</p>",
                "<p>Warning: the listing is limited to 1 entries</p>",
                "<p>Too many files: not all are shown</p>",
                "<b>Fatal error</b>: Allowed memory size of 134217728 bytes exhausted",
                "<b>Fatal error</b>: Allowed memory size exhausted",
                "<a href='#page=2'>2</a>",
                "<a href='#/page/3'>3</a>",
                "<iframe src='rest.html'></iframe>",
                "<iframe src='?part=2'></iframe>"
            })
    void aPageThatSaysThatItIsNotAllHasARefusedEntry(String more) {
        assertThat(readWith(more).refused())
                .extracting(ListingItem.Refused::reason)
                .containsExactly("next-page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>Page 1 of 1</p>",
                "<p>Page 2 of 2</p>",
                "<p>Displaying 3 out of 3 entries</p>",
                "<p>1 of 1 file</p>",
                "<p>Exposure 1 of 3 files of this night</p>",
                "<a href='#top'>Top</a>",
                "<a href='#page=1'>1</a>",
                "<iframe src='https://tracker.test/ns.html'></iframe>",
                "<iframe src='/banner.html'></iframe>"
            })
    void aPageThatIsAllHasNone(String around) {
        assertThat(readWith(around).refused()).isEmpty();
    }

    private static IndexPage readWith(String around) {
        String html =
                "<html><title>Index of /x/</title><body><pre><a href='a.dat'>a.dat</a> 2024-01-01 00:00 1 of 2 files\n</pre>"
                        + around + "</body></html>";
        IndexPage page = IndexPage.read(URI.create("http://archive.test/x/"), html);
        assertThat(names(page)).containsExactly("a.dat");
        return page;
    }

    @Test
    void anEmptyDirectoryIsAnIndexPageWithoutEntries() {
        String nginx = "<html><head><title>Index of /x/</title></head><body><h1>Index of /x/</h1><hr><pre>"
                + "<a href=\"../\">../</a>\n</pre><hr></body></html>";
        assertThat(IndexPage.read(URI.create("http://archive.test/x/"), nginx).items())
                .isEmpty();
    }

    @Test
    void caddysPageIsRead() {
        String caddy = """
                <!DOCTYPE html><html><head><title>hk/</title></head><body>
                <h1><a href="/">files</a>/<a href="/obs/">obs</a>/<a href="/obs/hk/">hk</a>/</h1>
                <a href="./?sort=namedirfirst&order=desc">Name</a>
                <tr><td><a href=".."><span>Go up</span></a></td></tr>
                <tr class="file"><td></td><td><a href="./x.hk"><svg></svg><span class="name">x.hk</span></a>
                </td><td class="size" data-order="1234"><div>1.2 KiB</div></td><td class="timestamp">
                <time datetime="2026-01-02T03:04:05Z">01/02/2026 03:04:05 AM +00:00</time></td></tr>
                <tr class="file"><td></td><td><a href="./sub/"><span class="name">sub/</span></a></td>
                <td>&mdash;</td></tr></body></html>
                """;
        var page = IndexPage.read(URI.create("http://archive.test/obs/hk/"), caddy);
        assertThat(names(page)).containsExactly("x.hk", "sub/");
        assertThat(page.items().get(0).shown().roughBytes()).isEqualTo(1229L);
        assertThat(page.refused()).isEmpty();
    }

    private static IndexPage read(String fixture, String url) throws IOException {
        try (var stream = IndexPageTest.class.getResourceAsStream("/fixtures/06-listing/" + fixture)) {
            return IndexPage.read(URI.create(url), new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static List<String> names(IndexPage page) {
        return page.items().stream()
                .map(item -> item.entry().name() + (item.entry().isDirectory() ? "/" : ""))
                .toList();
    }
}
