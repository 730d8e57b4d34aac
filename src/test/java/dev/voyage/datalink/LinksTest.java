package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.rule.DirectoryRule;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkResult.Found;
import dev.voyage.datalink.rule.LinkResult.Unavailable;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.datalink.rule.UnavailableReason;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.upstream.UpstreamRequest;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole documents, recorded and reconstructed, and the links of the observations in them. */
class LinksTest {

    private static final String HEASARC = "https://heasarc.gsfc.nasa.gov/FTP/";

    private final DatalinkBench bench = new DatalinkBench();

    private LinkResult one(String fixture) {
        return one(Canned.ok(CannedHttp.fixture(fixture)));
    }

    private LinkResult one(Canned answer) {
        return bench.links(ask -> answer, DatalinkBench.asked("60061044002")).get(0);
    }

    private static List<String> urls(LinkResult linked) {
        return ((Found) linked)
                .directories().stream().map(d -> d.url().toString()).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "datalink-60061044002.xml, 00/6//60061044002/, CONTENT_TYPE",
        "datalink-60061044002-order-2026-01-15.xml, 00/6//60061044002/, CONTENT_TYPE",
        "datalink-60061044002-cloud_access.xml, 00/6//60061044002/, CONTENT_TYPE",
        "datalink-60061044002-texthtml-2026-09.xml, 00/6//60061044002/, ARCHIVE_PATH_OBS",
        "datalink-60061044004.xml, 00/6//60061044004/, CONTENT_TYPE",
        "datalink-60061044006.xml, 00/6//60061044006/, CONTENT_TYPE",
        "datalink-60261003002.xml, 02/6//60261003002/, CONTENT_TYPE",
        "datalink-60261003004.xml, 02/6//60261003004/, CONTENT_TYPE",
    })
    void oneDirectoryWithItsDoubledSlashAndTwoOthers(String file, String path, DirectoryRule rule) {
        LinkResult linked = one("reconstructed/datalink/" + file);

        assertThat(linked).isInstanceOf(Found.class);
        assertThat(((Found) linked).directories()).singleElement().satisfies(d -> {
            assertThat(d.url()).hasToString(HEASARC + "nustar/data/obs/" + path);
            assertThat(d.rule()).isEqualTo(rule);
            assertThat(d.bytes()).isNull();
            assertThat(d.cloudAccess() != null).isEqualTo(file.contains("cloud"));
        });
        assertThat(((Found) linked).others()).hasSize(2);
        assertThat(bench.asked()).hasSize(1); // the nested document is not needed
    }

    @Test
    void ofEightHtmlLinksTheArchivePathIsTheOne() {
        LinkResult linked = one("reconstructed/datalink/datalink-chanmaster-8-rows-texthtml.xml");

        assertThat(urls(linked)).containsExactly(HEASARC + "chandra/data/byobsid/4//554/");
        assertThat(((Found) linked).directories().get(0).bytes()).isEqualTo(138024287L);
        assertThat(((Found) linked).others()).hasSize(7);
    }

    @Test
    void fiveDirectoriesOfWhichTwoAreOne() {
        assertThat(urls(one("reconstructed/datalink/datalink-xtemaster-5-directories.xml")))
                .containsExactly(
                        HEASARC + "xte/data/archive/AO13/P94002/94002-01-15-00//",
                        HEASARC + "xte/data/archive/AO13/P94002/94002-01-15-00A//",
                        HEASARC + "xte/data/archive/AO13/P94002/94002-01-15-00Z//",
                        HEASARC + "xte/data/archive/AO13/P94002//94002-01/");
    }

    @Test
    void aDirectoryInsideAnotherIsListedAmongTheOthers() {
        LinkResult linked = one("lab/dl_60061044002.body");

        assertThat(urls(linked)).containsExactly("http://127.0.0.1:18081/FTP/nustar/data/obs/00/6//60061044002/");
        assertThat(((Found) linked).others())
                .extracting(LinkResult.Other::semantics)
                .containsExactly("#auxiliary", "#progenitor", "#documentation");
    }

    @Test
    void theBatchAnswerWithAnErrorRowIsToldForEachObservation() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-error-rows.xml")),
                DatalinkBench.asked("99999999999", "60061044004"));

        assertThat(linked).hasSize(2);
        assertThat(urls(linked.get(1))).containsExactly(HEASARC + "nustar/data/obs/00/6//60061044004/");
        assertThat(linked.get(0)).isInstanceOfSatisfying(Unavailable.class, u -> {
            assertThat(u.reason()).isEqualTo(UnavailableReason.FAULT);
            assertThat(u.detail()).contains("NotFoundFault: no such identifier");
        });
    }

    @ParameterizedTest
    @CsvSource({"datalink-multi-id.xml, 1", "datalink-multi-id-overflow.xml, 3"})
    void theBatchAnswerIsToldForEachObservationAndTheRestIsAskedFor(String file, int questions) {
        List<LinkResult> linked = bench.links(
                ask -> bench.asked().size() > 1
                        ? Canned.ok(DatalinkBench.table(BatchesTest.ids(ask).stream()
                                .map(id -> DatalinkBench.directory(id, HEASARC + "nustar/data/obs/00/6//" + id + "/"))
                                .toArray(String[]::new)))
                        : Canned.ok(CannedHttp.fixture("reconstructed/datalink/" + file)),
                DatalinkBench.asked("60061044002", "60061044004", "60061044006"));

        assertThat(linked).hasSize(3).allSatisfy(each -> assertThat(urls(each))
                .containsExactly(HEASARC + "nustar/data/obs/00/6//" + each.observation() + "/"));
        assertThat(bench.asked()).hasSize(questions);
    }

    /** Services for cutouts and spectra have no directories: the dataset itself is a file. */
    @ParameterizedTest
    @CsvSource({
        "cutout1.xml, ivo://cadc.nrc.ca/MACHO?54150/cal054150r",
        "cutout2.xml, ivo://cadc.nrc.ca/MACHO?54151/cal054151r",
        "datalink.xml, ivo://org.gavo.dc/~?flashheros/data/ca90/f0011.mt",
        "proc.xml, ivo://org.gavo.dc/~?bgds/data/gds_big/v6a/2010/GDS_0644-0035/i_s/eq010000ms/20100927.comb_avg.0001.fits.fz",
        "proc_inf.xml, ivo://org.gavo.dc/~?bgds/data/gds_big/v6a/2010/GDS_0644-0035/i_s/eq010000ms/20100927.comb_avg.0001.fits.fz",
        "proc_units.xml, ivo://org.gavo.dc/~?bgds/data/gds_big/v6a/2010/GDS_0644-0035/i_s/eq010000ms/20100927.comb_avg.0001.fits.fz",
    })
    void otherArchivesLinksAreFilesAndTheDataSetItselfIsFetched(String file, String id) {
        Canned answer = Canned.ok(CannedHttp.fixture("05-datalink/pyvo/" + file));

        assertThat(bench.links(ask -> answer, DatalinkBench.asked(id)))
                .singleElement()
                .isInstanceOfSatisfying(Found.class, found -> {
                    assertThat(found.directories()).isEmpty();
                    assertThat(found.files()).singleElement().satisfies(link -> {
                        assertThat(link.semantics()).isEqualTo("#this");
                        assertThat(link.url()).matches(".*\\.(mt|fits\\.fz)(\\?RUNID=.*)?");
                        assertThat(link.bytes()).isPositive();
                    });
                    assertThat(found.others()).hasSizeGreaterThan(1); // services and previews are reported
                    assertThat(found.gaps()).isEmpty();
                });
        assertThat(bench.asked()).hasSize(1); // the progenitor's document is not requested
    }

    @Test
    void columnsInAnyCaseAndOrderAreEnoughAndServicesAloneAreNoDirectory() {
        String head = "<VOTABLE><RESOURCE type='results'><TABLE>";
        String field = "<FIELD datatype='char' arraysize='*' name=";
        String rows =
                "<DATA><TABLEDATA><TR><TD>%s</TD><TD>%s</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
        String services = head + field + "'SERVICE_DEF'/>" + field + "'id'/>" + rows.formatted("cut", "60061044002");
        String relative =
                head + field + "'Access_URL'/>" + field + "'Content_Type'/>" + rows.formatted("/FTP//x/", "directory");

        assertThat(one(Canned.ok(services))).isInstanceOfSatisfying(Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo(UnavailableReason.NO_LINK));
        assertThat(urls(one(Canned.ok(relative)))).containsExactly("https://a.test/FTP//x/");
    }

    @Test
    void everyKindOfFaultIsAFaultAndTheTransientOneIsAskedForAgain() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-all-fault-kinds.xml")),
                DatalinkBench.asked("1", "2", "3", "4", "5"));

        assertThat(linked).hasSize(5).allSatisfy(l -> assertThat(((Unavailable) l).reason())
                .isEqualTo(UnavailableReason.FAULT));
        assertThat(bench.asked()).hasSize(4); // one for all, three retries of the transient one
        assertThat(bench.asked().subList(1, 4))
                .allSatisfy(ask -> assertThat(ask.uri().getQuery()).isEqualTo("ID=3"));
    }

    @Test
    void aRowAgainstTheStandardIsRefusedByName() {
        assertThat(one("reconstructed/datalink/datalink-exactly-one-violated.xml"))
                .isInstanceOfSatisfying(Unavailable.class, u -> {
                    assertThat(u.reason()).isEqualTo(UnavailableReason.NO_LINK);
                    assertThat(u.detail()).contains("more than one of").contains("svc1");
                });
        assertThat(bench.degraded()).hasSize(1);
    }

    @Test
    void anEmptyDocumentIsProprietaryAndABibliographyAloneIsNot() {
        assertThat(one("reconstructed/datalink/datalink-proprietary-empty.xml"))
                .isInstanceOfSatisfying(
                        Unavailable.class, u -> assertThat(u.reason()).isEqualTo(UnavailableReason.PROPRIETARY));
        assertThat(one("reconstructed/datalink/datalink-proprietary-bib-only.xml"))
                .isInstanceOfSatisfying(Unavailable.class, u -> {
                    assertThat(u.reason()).isEqualTo(UnavailableReason.NO_LINK);
                    assertThat(u.publicDate()).isEqualTo(LocalDate.of(2015, 4, 1));
                });
    }

    @Test
    void withAPublicDateInTheFutureTheBibliographyAloneIsProprietary() {
        LinkedRow asked = DatalinkBench.asked("60061044002", "processed", 61220.5, 4000.0, 61700.0);

        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-proprietary-bib-only.xml")),
                List.of(asked));

        assertThat(linked.get(0)).isInstanceOfSatisfying(Unavailable.class, u -> {
            assertThat(u.reason()).isEqualTo(UnavailableReason.PROPRIETARY);
            assertThat(u.publicDate()).isEqualTo(LocalDate.of(2027, 10, 22));
            assertThat(u.detail()).contains("public on 2027-10-22");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "accepted, , -40000, , NOT_OBSERVED",
        "scheduled, , 0, , NOT_OBSERVED",
        ", , , , NOT_OBSERVED",
        ", 0, 0, , NOT_OBSERVED",
        "archived, 56338, 4807, 57112, PROPRIETARY",
        "observed, 61200.5, 0, , PROPRIETARY",
        "archived, , , , NOT_OBSERVED",
    })
    void anEmptyDocumentMeansWhatTheRowSays(
            String status, Double time, Double exposure, Double date, UnavailableReason reason) {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table()),
                List.of(DatalinkBench.asked("X", status, time, exposure, date)));

        assertThat(linked).singleElement().isInstanceOfSatisfying(Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo(reason));
    }

    @Test
    void theLabsFaultsAreToldApart() {
        List<LinkedRow> three = DatalinkBench.asked("60061044002", "60261003002", "60160163002");
        assertThat(((Unavailable) last("lab/knob_AuthorizationFault_multi.body", three)).reason())
                .isEqualTo(UnavailableReason.PROPRIETARY);
        assertThat(((Unavailable) last("lab/knob_TransientFault_multi.body", three)).reason())
                .isEqualTo(UnavailableReason.FAULT);
        assertThat(((Unavailable) last("lab/knob_crash_multi.body", three)).detail())
                .contains("the service code crashed");
        assertThat(((Unavailable) one("lab/dl_nope.body")).reason()).isEqualTo(UnavailableReason.FAULT);
        assertThat(((Unavailable) one("lab/dl_61002011002.body")).reason()).isEqualTo(UnavailableReason.NO_LINK);
        assertThat(one("lab/dl_id_maxrec1.body")).isInstanceOf(Found.class);
    }

    private LinkResult last(String fixture, List<LinkedRow> asked) {
        List<LinkResult> linked = bench.links(
                ask -> ask.method().equals("POST")
                        ? Canned.ok(CannedHttp.fixture(fixture))
                        : Canned.ok(DatalinkBench.table(DatalinkBench.fault("", "TransientFault: still"))),
                asked);
        assertThat(linked).hasSize(asked.size());
        assertThat(linked.stream().filter(Found.class::isInstance)).hasSize(asked.size() - 1);
        return linked.stream().filter(Unavailable.class::isInstance).findFirst().orElseThrow();
    }

    @Test
    void rowsThatComeTwiceAreOneObservationsLinks() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("lab/dl_multi_post.body")),
                DatalinkBench.asked("60061044002", "61002011002", "60261003002", "nope", "60001999002"));

        assertThat(linked).hasSize(5);
        assertThat(linked.stream().filter(Found.class::isInstance)).hasSize(2);
        assertThat(bench.asked()).hasSize(1);
    }

    @Test
    void nestedLinksAreFollowedWhereThereIsNoDirectoryBesideThem() {
        URI nested = URI.create(
                "https://heasarc.gsfc.nasa.gov/xamin/vo/datalink?datalink_key&id=ivo://nasa.heasarc/numaster?60061044002/nustar.obs");
        LinkResult linked = bench.links(
                        ask -> ask.uri().equals(nested)
                                ? Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-nested-nustar.obs.xml"))
                                : Canned.ok(
                                        DatalinkBench.table(DatalinkBench.datalink("60061044002", nested.toString()))),
                        DatalinkBench.asked("60061044002"))
                .get(0);

        assertThat(urls(linked)).hasSize(4).first().asString().endsWith("60061044002/auxil/");
        assertThat(((Found) linked).others()).hasSize(2); // the nested document, and a file in it
        assertThat(bench.asked()).hasSize(2);
        assertThat(bench.asked().get(1).uri()).isEqualTo(nested);
    }

    @Test
    void aLoopOfNestedLinksIsWalkedOnce() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(
                        DatalinkBench.datalink("X", "https://a.test/one?ID=X"),
                        DatalinkBench.datalink("X", "https://a.test//two"),
                        DatalinkBench.datalink("X", "https://a.test/two"))),
                DatalinkBench.asked("X"));

        assertThat(linked.get(0)).isInstanceOfSatisfying(Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo(UnavailableReason.NO_LINK));
        assertThat(bench.asked()).hasSize(3); // the root document, then two nested ones
    }

    @Test
    void nestedLinksAreFollowedThreeLevelsDown() {
        List<LinkResult> linked = bench.links(
                ask -> Canned.ok(DatalinkBench.table(DatalinkBench.datalink("X", ask.uri() + "+"))),
                DatalinkBench.asked("X"));

        assertThat(linked).hasSize(1);
        assertThat(bench.asked()).hasSize(4);
    }

    @Test
    void nestedLinksThatCannotBeHadAreAFailureUnlessOthersHaveADirectory() {
        List<String> nested = new ArrayList<>();
        nested.add(DatalinkBench.datalink("X", "https://a.test/gone"));
        assertThat(nestedIn(nested)).isInstanceOfSatisfying(LinkResult.Failed.class, f -> assertThat(
                        f.problem().kind())
                .isEqualTo(ProblemType.REFUSED));

        nested.add(DatalinkBench.datalink("X", "https://a.test/there"));
        assertThat(nestedIn(nested)).isInstanceOf(Found.class);
    }

    private LinkResult nestedIn(List<String> links) {
        return bench.links(
                        ask -> {
                            String path = ask.uri().getPath();
                            if (path.equals("/gone")) {
                                return Canned.status(404, new byte[0]);
                            }
                            return Canned.ok(
                                    path.equals("/there")
                                            ? DatalinkBench.table(DatalinkBench.directory("X", "https://a.test/FTP/X/"))
                                            : DatalinkBench.table(links.toArray(String[]::new)));
                        },
                        DatalinkBench.asked("X"))
                .get(0);
    }

    @Test
    void withoutAServiceTheRowsOwnAddressCounts() {
        List<LinkResult> linked = bench.ownLinks(
                ask -> Canned.ok(DatalinkBench.table(DatalinkBench.directory("ignored", "https://a.test/d/"))),
                DatalinkBench.own(
                        "A",
                        "https://a.test/dl?runid=1&ID=ivo%3A%2F%2Fx%3FA",
                        "Application/X-VOTable+XML; content = datalink"),
                DatalinkBench.own("B", "https://a.test/FTP/B/", "text/html"),
                DatalinkBench.own("C", "https://a.test/c.fits", "image/fits"),
                DatalinkBench.own("D", null, null));

        assertThat(linked).extracting(LinkResult::observation).containsExactlyInAnyOrder("A", "B", "C", "D");
        assertThat(bench.asked())
                .singleElement()
                .extracting(UpstreamRequest::uri)
                .hasToString("https://a.test/dl?runid=1&ID=ivo%3A%2F%2Fx%3FA");
        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(3);
        assertThat(linked)
                .filteredOn(Unavailable.class::isInstance)
                .extracting(l -> ((Unavailable) l).reason())
                .containsOnly(UnavailableReason.NO_LINK);
    }

    /** The relative addresses of products in DaCHS. */
    @ParameterizedTest
    @CsvSource({
        "data/c.fits, https://a.test/res/cone/data/c.fits",
        "/getproduct/res/c.fits, https://a.test/getproduct/res/c.fits",
        "../c.d/c.fits, https://a.test/res/c.d/c.fits",
        "https://b.test/c.fits, https://b.test/c.fits"
    })
    void aRelativeAddressIsResolvedAgainstTheService(String written, String address) {
        var document = URI.create("https://a.test/res/cone/scs.xml?RA=1&DEC=2&SR=3");
        LinkedRow row = DatalinkBench.own("A", written, "image/fits");
        List<LinkResult> linked = bench.ownLinks(ask -> Canned.unavailable(), new LinkedRow("A", row.row(), document));

        assertThat(linked).singleElement().isInstanceOfSatisfying(Found.class, found -> assertThat(found.others())
                .singleElement()
                .satisfies(other -> assertThat(other.url()).isEqualTo(address)));
    }

    @Test
    void aFaultWithAnErrorStatusIsAFaultToo() {
        LinkResult linked =
                one(Canned.status(404, "NotFoundFault: 60061044002 is unknown".getBytes(StandardCharsets.UTF_8)));

        assertThat(linked).isInstanceOfSatisfying(Unavailable.class, u -> {
            assertThat(u.reason()).isEqualTo(UnavailableReason.FAULT);
            assertThat(u.detail()).contains("60061044002 is unknown");
        });
    }

    @Test
    void idsAreSentSoThatTheyComeThroughWhole() {
        String odd = "ivo://a/b?x y&z=1+2/é";
        bench.links(ask -> Canned.ok(DatalinkBench.table()), DatalinkBench.asked(odd));

        String query = bench.asked().get(0).uri().getRawQuery();
        assertThat(query).startsWith("ID=").doesNotContain("&").doesNotContain("+");
        assertThat(URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8))
                .isEqualTo(odd);
        assertThat(Optional.ofNullable(bench.asked().get(0).body())).isEmpty();
    }
}
