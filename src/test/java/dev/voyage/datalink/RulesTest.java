package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.document.IdMatcher;
import dev.voyage.datalink.document.LinkColumns;
import dev.voyage.datalink.document.LinkService;
import dev.voyage.datalink.rule.DirectoryLinks;
import dev.voyage.datalink.rule.Link;
import dev.voyage.datalink.rule.MediaType;
import dev.voyage.datalink.rule.PublicDate;
import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.ServiceDescriptor.InputParam;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules for links, ids, dates and services. */
class RulesTest {

    private static Link.Address link(String url, String semantics, String type) {
        return new Link.Address(url, semantics, type, "", null, null, true);
    }

    private static List<String> kept(Link... links) {
        return DirectoryLinks.among(List.of(links)).kept().stream()
                .map(d -> d.rule().word() + " " + d.url())
                .toList();
    }

    @Test
    void theBestRuleThatAnyLinkMatchesDecides() {
        Link named = link("https://a.test/x/", "", "Directory ");
        Link mission = link("https://a.test/FTP/x/m/", "p.jsp#nustar.obs", "text/html");
        Link archive = link("https://a.test/FTP/x/a/", "#aux", "text/html");

        assertThat(kept(archive, mission, named)).containsExactly("content-type https://a.test/x/");
        assertThat(kept(archive, mission)).containsExactly("archive-path-obs https://a.test/FTP/x/m/");
        assertThat(kept(archive)).containsExactly("archive-path https://a.test/FTP/x/a/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.test/FTP/x, #this, text/html",
        "https://a.test/FTP/x/?C=N, #this, text/html",
        "https://a.test/data/x/, #this, text/html",
        "https://a.test/FTP/x/, #this, application/x-votable+xml;content=datalink",
        "https://a.test/FTP/x/, p.jsp#point.bib, directory",
        "https://a.test/x/?list, #this, directory",
        "ftp://a.test/FTP/x/, #this, directory",
        "/FTP/x/, #this, directory",
    })
    void whatIsNoDirectory(String url, String semantics, String type) {
        assertThat(kept(link(url, semantics, type))).isEmpty();
    }

    @Test
    void aDirectoryWithoutASlashIsGivenOne() {
        assertThat(kept(link("https://a.test/x", "", "directory")))
                .containsExactly("content-type-no-slash https://a.test/x/");
    }

    @Test
    void anEncryptedTreeOrOneThatIsNotForUsIsLocked() {
        var locked = DirectoryLinks.among(List.of(
                link("https://a.test/FTP/nustar/data/encrypted/1/", "", "directory"),
                new Link.Address("https://a.test/FTP/2/", "", "", "", null, null, false)));

        assertThat(locked.isEmpty()).isTrue();
        assertThat(locked.locked()).hasSize(2);
    }

    @Test
    void theOuterDirectoryIsKeptWhicheverComesFirst() {
        assertThat(kept(
                        link("https://a.test/d//1/sub/", "", "directory"),
                        link("https://A.test:443/d/1//", "", "directory"),
                        link("https://a.test/d/1/", "", "directory"),
                        link("https://a.test/d/12/", "", "directory")))
                .containsExactly("content-type https://A.test:443/d/1//", "content-type https://a.test/d/12/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/x-votable+xml;content=datalink",
                " Application/X-VOTable+XML ; CONTENT = \"datalink\"",
                "application/x-votable+xml;version=1.4;content=datalink",
                "text/xml;content=datalink",
            })
    void dataLinkIsRecognisedHoweverItIsWritten(String type) {
        assertThat(MediaType.isDatalink(type)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-votable+xml", "text/html;content=datalink", "", "datalink"})
    void otherTypesAreNot(String type) {
        assertThat(MediaType.isDatalink(type)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "a, a",
        "' a ', a",
        "ivo://x/t?a, a",
        "ivo://x/t?ivo://x/t?b, ivo://x/t?b",
        "ivo://x/t?b, ivo://x/t?b",
        "A, a",
        "ivo://x/t?a%20b+c, a b+c",
        "ivo://x/t?a%20b%2Bc, a b+c",
        "100%25, 100%25",
        "b, ivo://x/t?b",
        "c, ",
        "xa, ",
        "'', ",
    })
    void anEchoedIdMeansWhatWasAsked(String echoed, String asked) {
        var echo = new IdMatcher(List.of("a", "a b+c", "100%25", "100%", "ivo://x/t?b", "ivo://x/t?c", "ivo://y/t?c"));

        assertThat(echo.meaning(echoed).orElse(null)).isEqualTo(asked);
    }

    @ParameterizedTest
    @CsvSource({
        "57112, 2015-03-31",
        "61700.9, 2027-10-22",
        "2457112.5, 2015-03-31",
        "2008-10-08T00:00:00.000, 2008-10-08",
        "2030-01-02, 2030-01-02",
        "2030-13-02, ",
        "0, ",
        "-2147483648, ",
        "soon, ",
        "'', ",
    })
    void publicDatesAreReadInTheirForms(String text, LocalDate date) {
        var columns = new Columns(List.of(Column.text("when").ucd("time.release")));

        assertThat(PublicDate.of(new Row(columns, text)).orElse(null)).isEqualTo(date);
    }

    private static final Columns COLUMNS =
            new Columns(List.of(Column.text("DataLinkID"), Column.text("obsid").id("DataLinkID")));
    private static final URI DOCUMENT = URI.create("https://a.test/xamin/vo/cone?x&y=1");

    private static ServiceDescriptor descriptor(String standard, String address, InputParam... params) {
        return new ServiceDescriptor("", "", "", standard, address, "", List.of(params));
    }

    private static InputParam param(String name, String ref, String value) {
        return new InputParam(name, ref, value, "char", "");
    }

    private static String request(ServiceDescriptor... descriptors) {
        return LinkService.in(Arrays.asList(descriptors), COLUMNS, DOCUMENT)
                .map(s -> s.get(s.idOf(new Row(COLUMNS, "wrong", "600")).orElse(""))
                        .uri()
                        .toString())
                .orElse("none");
    }

    @Test
    void theColumnIsFoundByXmlIdBeforeItsName() {
        assertThat(request(descriptor(
                        "IVO://ivoa.net/std/DATALINK#links-1.1",
                        "https://a.test/dl?datalink_key&",
                        param("id", "DataLinkID", ""),
                        param("RESPONSEFORMAT", "", "a b"),
                        param("source", "", ""))))
                .isEqualTo("https://a.test/dl?datalink_key&RESPONSEFORMAT=a%20b&ID=600");
    }

    @Test
    void theFirstUsableDescriptorCounts() {
        assertThat(request(
                        descriptor(
                                "ivo://ivoa.net/std/SODA#sync-1.0",
                                "https://a.test/soda",
                                param("ID", "DataLinkID", "")),
                        descriptor("ivo://ivoa.net/std/DataLink", "https://a.test/none"),
                        descriptor("ivo://ivoa.net/std/DataLink", "", param("ID", "DataLinkID", "")),
                        descriptor("ivo://ivoa.net/std/DataLink", "https://a.test/byname", param("ID", "obsid", "")),
                        descriptor("ivo://ivoa.net/std/DataLink", "links", param("ObsID", "DataLinkID", ""))))
                .isEqualTo("https://a.test/xamin/vo/links?ObsID=600");
        assertThat(request()).isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({
        "/FTP//x/, https://a.test/FTP//x/",
        "x/y.fits, https://a.test/vo//x/y.fits",
        "?id=1, https://a.test/vo//links?id=1",
        "//b.test/x, https://b.test/x",
        "https://b.test//x?a=b%2Bc&&d, https://b.test//x?a=b%2Bc&&d",
        "ftp://b.test/x, ftp://b.test/x",
        "N/A, N/A",
        "not yet/never, not yet/never",
        "none, none",
    })
    void aRelativeAddressIsMeantFromItsDocument(String written, String meant) {
        var columns = new Columns(List.of(Column.text("access_url")));
        var links = new LinkColumns(columns, URI.create("https://a.test/vo//links?ID=600"));

        assertThat(links.linkOf(new Row(columns, written)))
                .isInstanceOfSatisfying(
                        Link.Address.class, a -> assertThat(a.url()).isEqualTo(meant));
    }

    @Test
    void rowsTellWhetherTheyAreForUs() {
        List<Column> fields = new ArrayList<>();
        for (String name : List.of("ID", "access_url", "link_auth", "link_authorized")) {
            fields.add(Column.text(name));
        }
        var columns = new Columns(fields);
        var links = new LinkColumns(columns, null);

        assertThat(allowed(links, columns, null, null)).isTrue();
        assertThat(allowed(links, columns, "optional", null)).isTrue();
        assertThat(allowed(links, columns, "true", null)).isFalse();
        assertThat(allowed(links, columns, "true", "true")).isTrue();
        assertThat(allowed(links, columns, "optional", "false")).isFalse();
    }

    private static boolean allowed(LinkColumns links, Columns columns, String auth, String authorized) {
        return ((Link.Address) links.linkOf(new Row(columns, "a", "https://a/", auth, authorized))).allowed();
    }
}
