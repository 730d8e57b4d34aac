package dev.voyage.datalink.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.datalink.DatalinkBench;
import dev.voyage.datalink.rule.LinkResult.Found;
import dev.voyage.datalink.rule.LinkResult.Unavailable;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The links that count as files, and the meaning of a row's own address. */
class FileLinksTest {

    private static final String DATALINK = "application/x-votable+xml;content=datalink";

    private final DatalinkBench bench = new DatalinkBench();

    private static LinkChoice choice(String words) {
        return LinkChoice.of(Arrays.asList(words.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "#this, https://a.test/a.fits, image/fits, #this, true",
        "this, https://a.test/a.fits, '', this, true",
        "#this, https://a.test/get?file=a.fits&id=1, image/fits, #this, true",
        "#this, https://a.test/a.tar, application/x-tar, #this, true",
        "#this, https://a.test/votable, application/x-votable+xml, #this, true",
        "#this, https://a.test/data/7/, image/fits, #this, true",
        "#this, https://a.test/a.html, text/html, #this, true",
        "#this, https://a.test/landing, text/html, #this, false",
        "#this, https://a.test/landing/, text/html, #this, false",
        "#this, https://a.test/a.fits, text/html, #this, true",
        "#this, https://a.test/links?ID=1, application/x-votable+xml;content=datalink, #this, false",
        "http://www.ivoa.net/rdf/datalink/core#this, https://a.test/a.fits, image/fits, #this, true",
        "#preview, https://a.test/a.png, image/png, #this, false",
        "#progenitor, https://a.test/a.fits, image/fits, #this, false",
        "#counterpart, https://a.test/a.fits, image/fits, #this, false",
        "'', https://a.test/a.fits, image/fits, #this, false",
        "#preview-image, https://a.test/a.png, image/png, preview, true",
        "#thumbnail, https://a.test/a.png, image/png, #preview, true",
        "#preview, https://a.test/a.png, image/png, #preview-image, false",
        "#flat, https://a.test/a.fits, image/fits, calibration, true",
        "#documentation, https://a.test/about, text/html, documentation, true",
        "#cutout, https://a.test/cut?x=1, image/fits, all, false",
        "#proc, https://a.test/proc, '', all, false",
        "#auxiliary, https://a.test/a.fits, '', all, true",
        "#this, https://a.test/a.fits, image/fits, none, false",
        "https://a.test/voc#raw, https://a.test/a.raw, '', https://a.test/voc#raw, true",
        "https://a.test/voc#point.bib, https://a.test/bib, text/html, all, false",
        "https://a.test/voc#link.x, https://a.test/x, text/html, all, false",
    })
    void aLinkIsAFileToFetch(String semantics, String url, String type, String words, boolean fetched) {
        var link = new Link.Address(url, semantics, type, "", null, null, true);

        assertThat(FileLinks.among(List.of(link), choice(words)).wanted()).hasSize(fetched ? 1 : 0);
    }

    @Test
    void theSameAddressTwiceIsOneFileAndOneThatIsNotForUsIsLocked() {
        FileLinks links = FileLinks.among(
                List.of(
                        new Link.Address("https://a.test//x/a.fits", "#this", "", "", null, null, true),
                        new Link.Address("https://A.test/x/a.fits", "#this", "", "", null, null, true),
                        new Link.Address("https://a.test/b.fits", "#this", "", "", null, null, false),
                        new Link.Address("ftp://a.test/c.fits", "#this", "", "", null, null, true)),
                LinkChoice.DEFAULT);

        assertThat(links.wanted()).hasSize(1);
        assertThat(links.locked()).containsExactly("https://a.test/b.fits");
        assertThat(links.unusable()).singleElement().asString().contains("ftp://a.test/c.fits");
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://a.test/d2/, #this, true",
        "https://a.test/list?dir=d2, #this, true",
        "ftp://b.test/pub/d1/, #this, false",
        "https://a.test/list?dir=d2, #preview, false",
        "https://a.test/d2/, #this, false",
    })
    void aDirectoryThatCannotBeListedIsUnusable(String url, String semantics, boolean lost) {
        FileLinks links = FileLinks.among(
                List.of(
                        new Link.Address("https://a.test/d1", "#this", "directory", "", null, null, true),
                        new Link.Address(url, semantics, "directory", "", null, null, true)),
                LinkChoice.DEFAULT);

        assertThat(links.wanted()).isEmpty();
        assertThat(links.unusable()).hasSize(lost ? 1 : 0).allMatch(it -> it.contains(url));
    }

    @ParameterizedTest
    @CsvSource({
        "this, #this",
        "#THIS, #this",
        "https://www.ivoa.net/rdf/datalink/core#preview, #preview",
        "'this, preview', '#this,#preview'",
        "ALL, all",
        "none, none",
        "https://a.test/voc#x.y, https://a.test/voc#x.y",
    })
    void wordsAreUnderstood(String written, String words) {
        assertThat(LinkChoice.of(List.of(written)).words()).containsExactly(words.split(","));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"prewiev", "#prewiev", "", "this,", "all,this", "none,#this", "#cutout", "proc", "a.test#x"})
    void whatIsNoTermIsRefusedByName(String written) {
        Problem refused = catchThrowableOfType(Problem.class, () -> LinkChoice.of(List.of(written)));

        assertThat(refused.members()).containsEntry("parameter", "links");
        assertThat(refused.detail()).startsWith("links must be");
    }

    @Test
    void anObservationWithoutDataNamesTheLinksThatItHas() {
        LinkResult linked = bench.links(
                        ask -> Canned.ok(DatalinkBench.table(
                                DatalinkBench.row("A", "https://a.test/a.png", "", "", "#preview", "image/png", ""),
                                DatalinkBench.row("A", "https://a.test/b.png", "", "", "#preview", "image/png", ""),
                                DatalinkBench.row("A", "", "cut", "", "#cutout", "", ""))),
                        DatalinkBench.asked("A"))
                .get(0);

        assertThat(linked).isInstanceOfSatisfying(Unavailable.class, none -> {
            assertThat(none.reason()).isEqualTo(UnavailableReason.NO_LINK);
            assertThat(none.detail()).contains("2 \"#preview\"", "1 service \"#cutout\"", "links=#this");
            assertThat(none.others()).hasSize(3);
        });
    }

    @Test
    void aNestedDocumentIsFollowedForMoreOfTheDataAndNotForItsProgenitor() {
        Map<String, String> documents = Map.of(
                "/links",
                        DatalinkBench.table(
                                DatalinkBench.row("A", "https://a.test/a.fits", "", "", "#this", "image/fits", ""),
                                DatalinkBench.row("A", "https://a.test/more", "", "", "#this", DATALINK, ""),
                                DatalinkBench.row("A", "https://a.test/raw", "", "", "#progenitor", DATALINK, "")),
                "/more",
                        DatalinkBench.table(
                                DatalinkBench.row("x", "https://a.test/b.fits", "", "", "#this", "image/fits", "")),
                "/raw",
                        DatalinkBench.table(
                                DatalinkBench.row("x", "https://a.test/raw.fits", "", "", "#this", "image/fits", "")));

        Found found =
                (Found) bench.links(ask -> Canned.ok(documents.get(ask.uri().getPath())), DatalinkBench.asked("A"))
                        .get(0);
        assertThat(found.files())
                .extracting(LinkResult.Other::url)
                .containsExactly("https://a.test/a.fits", "https://a.test/b.fits");
        assertThat(bench.asked()).hasSize(2);

        Found raw = (Found) bench.links(
                        ask -> Canned.ok(documents.get(ask.uri().getPath())),
                        DatalinkBench.asked("A"),
                        choice("progenitor"))
                .get(0);
        assertThat(raw.files()).extracting(LinkResult.Other::url).containsExactly("https://a.test/raw.fits");
    }

    @Test
    void aNestedDocumentOfTheProgenitorAloneHasNoDataOfTheObservation() {
        LinkResult linked = bench.links(
                        ask -> Canned.ok(
                                ask.uri().getPath().equals("/raw")
                                        ? DatalinkBench.table(DatalinkBench.row(
                                                "x", "https://a.test/raw.fits", "", "", "#this", "image/fits", ""))
                                        : DatalinkBench.table(DatalinkBench.row(
                                                "A", "https://a.test/raw", "", "", "#progenitor", DATALINK, ""))),
                        DatalinkBench.asked("A"))
                .get(0);

        assertThat(linked).isInstanceOf(Unavailable.class);
    }

    @Test
    void whatIsWantedAndCannotBeHadIsAGap() {
        Map<String, String> documents = Map.of(
                "/links",
                DatalinkBench.table(
                        DatalinkBench.row("A", "https://a.test/a.fits", "", "", "#this", "image/fits", ""),
                        DatalinkBench.row("A", "https://a.test/gone", "", "", "#this", DATALINK, ""),
                        DatalinkBench.row("A", "", "", "FatalFault: lost", "#this", "", ""),
                        DatalinkBench.row("A", "", "", "FatalFault: no preview", "#preview", "", "")));

        Found found = (Found) bench.links(
                        ask -> documents.containsKey(ask.uri().getPath())
                                ? Canned.ok(documents.get(ask.uri().getPath()))
                                : Canned.status(404, new byte[0]),
                        DatalinkBench.asked("A"))
                .get(0);

        assertThat(found.gaps()).hasSize(2);
        assertThat(found.gaps().get(0)).contains("a document of its links");
        assertThat(found.gaps().get(1)).contains("FatalFault: lost");
    }

    private static Column column(String name, String ucd, String utype) {
        return Column.text(name).ucd(ucd).utype(utype);
    }

    private LinkResult own(Column url, Column type, String address, String written, String answered) {
        Columns columns = new Columns(List.of(url, type));
        return bench.ownLinks(
                        ask -> ask.method().equals("HEAD")
                                ? Canned.ok(new byte[0]).header("Content-Type", answered)
                                : Canned.ok(DatalinkBench.table(DatalinkBench.directory("x", "https://a.test/FTP/x/"))),
                        new LinkedRow("A", new Row(columns, address, written)))
                .get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "accref, meta.ref.url, Access.Reference, mime, meta.code.mime, Access.Format",
        "ref, '', ssa:Access.Reference, fmt, '', ssa:Access.Format",
        "ref, '', obscore:Access.Reference, fmt, '', obscore:Access.Format",
        "ref, VOX:Image_AccessReference, '', fmt, VOX:Image_Format, ''",
        "access_url, '', '', access_format, '', ''",
        "accref, '', '', mime, '', ''",
        "link, meta.ref.url;meta.dataset, '', kind, meta.code.mime, ''",
    })
    void aRowsOwnAddressIsFoundHoweverItsColumnsAreCalled(
            String url, String ucd, String utype, String type, String typeUcd, String typeUtype) {
        Column address = column(url, ucd, utype);
        Column format = column(type, typeUcd, typeUtype);

        assertThat(own(address, format, "https://a.test/l?ID=A", DATALINK, ""))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.directories()).hasSize(1));
        assertThat(own(address, format, "https://a.test/get?id=A", "image/fits", ""))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.files()).hasSize(1));
        assertThat(bench.asked()).isEmpty();
    }

    @Test
    void ofAnUnknownTypeTheAnswerDecides() {
        Column address = column("access_url", "", "");
        Column format = column("access_format", "", "");

        assertThat(own(address, format, "https://a.test/l?ID=A", null, DATALINK))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.directories()).hasSize(1));
        assertThat(own(address, format, "https://a.test/get?id=A", null, "image/fits"))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.files()).hasSize(1));
        assertThat(own(address, format, "https://a.test/a.fits", null, "text/html"))
                .isInstanceOfSatisfying(
                        Found.class, found -> assertThat(found.files()).hasSize(1)); // verified after its download
        assertThat(own(address, format, "https://a.test/page?id=A", null, "text/html"))
                .isInstanceOf(LinkResult.Failed.class);
        assertThat(own(column("simbad", "meta.ref.url", ""), format, "https://a.test/page?id=A", null, "text/html"))
                .isInstanceOfSatisfying(
                        Unavailable.class, none -> assertThat(none.reason()).isEqualTo(UnavailableReason.NO_LINK));
        assertThat(own(column("pre", "meta.ref.url;meta.preview", ""), format, "https://a.test/p.png", null, ""))
                .isInstanceOf(Unavailable.class);
    }
}
