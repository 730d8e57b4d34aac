package dev.voyage.datalink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.datalink.Linked.Found;
import dev.voyage.datalink.Linked.Unavailable;
import dev.voyage.http.Ask;
import dev.voyage.problem.Kind;
import dev.voyage.testsupport.CannedHttp;
import dev.voyage.testsupport.CannedHttp.Canned;
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
import org.junit.jupiter.params.provider.ValueSource;

/** Whole documents, recorded and reconstructed, and what comes out for the observations. */
class LinksTest {

    private static final String HEASARC = "https://heasarc.gsfc.nasa.gov/FTP/";

    private final Bench bench = new Bench();

    private Linked one(String fixture) {
        return one(Canned.ok(CannedHttp.fixture(fixture)));
    }

    private Linked one(Canned answer) {
        return bench.links(ask -> answer, Bench.asked("60061044002")).get(0);
    }

    private static List<String> urls(Linked linked) {
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
    void oneDirectoryWithItsDoubledSlashAndTwoOthers(String file, String path, Rule rule) {
        Linked linked = one("reconstructed/datalink/" + file);

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
        Linked linked = one("reconstructed/datalink/datalink-chanmaster-8-rows-texthtml.xml");

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
        Linked linked = one("lab/dl_60061044002.body");

        assertThat(urls(linked)).containsExactly("http://127.0.0.1:18081/FTP/nustar/data/obs/00/6//60061044002/");
        assertThat(((Found) linked).others())
                .extracting(Linked.Other::semantics)
                .containsExactly("#auxiliary", "#progenitor", "#documentation");
    }

    @Test
    void theBatchAnswerWithAnErrorRowIsToldForEachObservation() {
        List<Linked> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-error-rows.xml")),
                Bench.asked("99999999999", "60061044004"));

        assertThat(linked).hasSize(2);
        assertThat(urls(linked.get(1))).containsExactly(HEASARC + "nustar/data/obs/00/6//60061044004/");
        assertThat(linked.get(0)).isInstanceOfSatisfying(Unavailable.class, u -> {
            assertThat(u.reason()).isEqualTo(Reason.FAULT);
            assertThat(u.detail()).contains("NotFoundFault: no such identifier");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"datalink-multi-id.xml", "datalink-multi-id-overflow.xml"})
    void theBatchAnswerIsToldForEachObservationAndTheRestIsAskedFor(String file) {
        List<Linked> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture(
                        "reconstructed/datalink/" + (bench.asked().size() > 1 ? "datalink-60061044004.xml" : file))),
                Bench.asked("60061044002", "60061044004", "60061044006"));

        assertThat(linked).hasSize(3).allSatisfy(each -> assertThat(urls(each))
                .containsExactly(HEASARC + "nustar/data/obs/00/6//" + each.observation() + "/"));
        assertThat(bench.asked()).hasSize(file.contains("overflow") ? 2 : 1);
    }

    /** Services that cut images and draw spectra have no directories; their links are still told. */
    @ParameterizedTest
    @CsvSource({
        "cutout1.xml, ivo://cadc.nrc.ca/MACHO?54150/cal054150r",
        "cutout2.xml, ivo://cadc.nrc.ca/MACHO?54151/cal054151r",
        "datalink.xml, ivo://org.gavo.dc/~?flashheros/data/ca90/f0011.mt",
        "proc.xml, ivo://org.gavo.dc/~?bgds/data/gds_big/v6a/2010/GDS_0644-0035/i_s/eq010000ms/20100927.comb_avg.0001.fits.fz",
        "proc_inf.xml, ivo://org.gavo.dc/~?bgds/data/gds_big/v6a/2010/GDS_0644-0035/i_s/eq010000ms/20100927.comb_avg.0001.fits.fz",
        "proc_units.xml, ivo://org.gavo.dc/~?bgds/data/gds_big/v6a/2010/GDS_0644-0035/i_s/eq010000ms/20100927.comb_avg.0001.fits.fz",
    })
    void otherArchivesLinksAreReadAndNoneIsTakenForADirectory(String file, String id) {
        Canned answer = Canned.ok(CannedHttp.fixture("05-datalink/pyvo/" + file));

        assertThat(bench.links(ask -> answer, Bench.asked(id)))
                .singleElement()
                .isInstanceOfSatisfying(Unavailable.class, u -> {
                    assertThat(u.reason()).isEqualTo(Reason.NO_LINK);
                    assertThat(u.detail()).contains("is a directory, as").doesNotContain("more than one");
                });
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
                .isEqualTo(Reason.NO_LINK));
        assertThat(urls(one(Canned.ok(relative)))).containsExactly("https://a.test/FTP//x/");
    }

    @Test
    void everyKindOfFaultIsAFaultAndTheTransientOneIsAskedForAgain() {
        List<Linked> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-all-fault-kinds.xml")),
                Bench.asked("1", "2", "3", "4", "5"));

        assertThat(linked).hasSize(5).allSatisfy(l -> assertThat(((Unavailable) l).reason())
                .isEqualTo(Reason.FAULT));
        assertThat(bench.asked()).hasSize(4); // one for all, three more for the transient one
        assertThat(bench.asked().subList(1, 4))
                .allSatisfy(ask -> assertThat(ask.uri().getQuery()).isEqualTo("ID=3"));
    }

    @Test
    void aRowAgainstTheStandardIsRefusedByName() {
        assertThat(one("reconstructed/datalink/datalink-exactly-one-violated.xml"))
                .isInstanceOfSatisfying(Unavailable.class, u -> {
                    assertThat(u.reason()).isEqualTo(Reason.NO_LINK);
                    assertThat(u.detail()).contains("more than one of").contains("svc1");
                });
        assertThat(bench.degraded()).hasSize(1);
    }

    @Test
    void anEmptyDocumentIsProprietaryAndABibliographyAloneIsNot() {
        assertThat(one("reconstructed/datalink/datalink-proprietary-empty.xml"))
                .isInstanceOfSatisfying(
                        Unavailable.class, u -> assertThat(u.reason()).isEqualTo(Reason.PROPRIETARY));
        assertThat(one("reconstructed/datalink/datalink-proprietary-bib-only.xml"))
                .isInstanceOfSatisfying(Unavailable.class, u -> {
                    assertThat(u.reason()).isEqualTo(Reason.NO_LINK);
                    assertThat(u.publicDate()).isEqualTo(LocalDate.of(2015, 4, 1));
                });
    }

    @Test
    void withAPublicDateInTheFutureTheBibliographyAloneIsProprietary() {
        Asked asked = Bench.asked("60061044002", "processed", 61220.5, 4000.0, 61700.0);

        List<Linked> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-proprietary-bib-only.xml")),
                List.of(asked));

        assertThat(linked.get(0)).isInstanceOfSatisfying(Unavailable.class, u -> {
            assertThat(u.reason()).isEqualTo(Reason.PROPRIETARY);
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
    void anEmptyDocumentMeansWhatTheRowSays(String status, Double time, Double exposure, Double date, Reason reason) {
        List<Linked> linked =
                bench.links(ask -> Canned.ok(Bench.table()), List.of(Bench.asked("X", status, time, exposure, date)));

        assertThat(linked).singleElement().isInstanceOfSatisfying(Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo(reason));
    }

    @Test
    void theLabsFaultsAreToldApart() {
        List<Asked> three = Bench.asked("60061044002", "60261003002", "60160163002");
        assertThat(((Unavailable) last("lab/knob_AuthorizationFault_multi.body", three)).reason())
                .isEqualTo(Reason.PROPRIETARY);
        assertThat(((Unavailable) last("lab/knob_TransientFault_multi.body", three)).reason())
                .isEqualTo(Reason.FAULT);
        assertThat(((Unavailable) last("lab/knob_crash_multi.body", three)).detail())
                .contains("the service code crashed");
        assertThat(((Unavailable) one("lab/dl_nope.body")).reason()).isEqualTo(Reason.FAULT);
        assertThat(((Unavailable) one("lab/dl_61002011002.body")).reason()).isEqualTo(Reason.NO_LINK);
        assertThat(one("lab/dl_id_maxrec1.body")).isInstanceOf(Found.class);
    }

    private Linked last(String fixture, List<Asked> asked) {
        List<Linked> linked = bench.links(
                ask -> ask.method().equals("POST")
                        ? Canned.ok(CannedHttp.fixture(fixture))
                        : Canned.ok(Bench.table(Bench.fault("", "TransientFault: still"))),
                asked);
        assertThat(linked).hasSize(asked.size());
        assertThat(linked.stream().filter(Found.class::isInstance)).hasSize(asked.size() - 1);
        return linked.stream().filter(Unavailable.class::isInstance).findFirst().orElseThrow();
    }

    @Test
    void rowsThatComeTwiceAreOneObservationsLinks() {
        List<Linked> linked = bench.links(
                ask -> Canned.ok(CannedHttp.fixture("lab/dl_multi_post.body")),
                Bench.asked("60061044002", "61002011002", "60261003002", "nope", "60001999002"));

        assertThat(linked).hasSize(5);
        assertThat(linked.stream().filter(Found.class::isInstance)).hasSize(2);
        assertThat(bench.asked()).hasSize(1);
    }

    @Test
    void nestedLinksAreFollowedWhereThereIsNoDirectoryBesideThem() {
        URI nested = URI.create(
                "https://heasarc.gsfc.nasa.gov/xamin/vo/datalink?datalink_key&id=ivo://nasa.heasarc/numaster?60061044002/nustar.obs");
        Linked linked = bench.links(
                        ask -> ask.uri().equals(nested)
                                ? Canned.ok(CannedHttp.fixture("reconstructed/datalink/datalink-nested-nustar.obs.xml"))
                                : Canned.ok(Bench.table(Bench.datalink("60061044002", nested.toString()))),
                        Bench.asked("60061044002"))
                .get(0);

        assertThat(urls(linked)).hasSize(4).first().asString().endsWith("60061044002/auxil/");
        assertThat(((Found) linked).others()).hasSize(2); // the nested document, and a file in it
        assertThat(bench.asked()).hasSize(2);
        assertThat(bench.asked().get(1).uri()).isEqualTo(nested);
    }

    @Test
    void aLoopOfNestedLinksIsWalkedOnce() {
        List<Linked> linked = bench.links(
                ask -> Canned.ok(Bench.table(
                        Bench.datalink("X", "https://a.test/one?ID=X"),
                        Bench.datalink("X", "https://a.test//two"),
                        Bench.datalink("X", "https://a.test/two"))),
                Bench.asked("X"));

        assertThat(linked.get(0)).isInstanceOfSatisfying(Unavailable.class, u -> assertThat(u.reason())
                .isEqualTo(Reason.NO_LINK));
        assertThat(bench.asked()).hasSize(3); // the first, one, two
    }

    @Test
    void nestedLinksAreFollowedThreeLevelsDown() {
        List<Linked> linked =
                bench.links(ask -> Canned.ok(Bench.table(Bench.datalink("X", ask.uri() + "+"))), Bench.asked("X"));

        assertThat(linked).hasSize(1);
        assertThat(bench.asked()).hasSize(4);
    }

    @Test
    void nestedLinksThatCannotBeHadAreAFailureUnlessOthersHaveADirectory() {
        List<String> nested = new ArrayList<>();
        nested.add(Bench.datalink("X", "https://a.test/gone"));
        assertThat(nestedIn(nested))
                .isInstanceOfSatisfying(
                        Linked.Failed.class, f -> assertThat(f.problem().kind()).isEqualTo(Kind.REFUSED));

        nested.add(Bench.datalink("X", "https://a.test/there"));
        assertThat(nestedIn(nested)).isInstanceOf(Found.class);
    }

    private Linked nestedIn(List<String> links) {
        return bench.links(
                        ask -> {
                            String path = ask.uri().getPath();
                            if (path.equals("/gone")) {
                                return Canned.status(404, new byte[0]);
                            }
                            return Canned.ok(
                                    path.equals("/there")
                                            ? Bench.table(Bench.directory("X", "https://a.test/FTP/X/"))
                                            : Bench.table(links.toArray(String[]::new)));
                        },
                        Bench.asked("X"))
                .get(0);
    }

    @Test
    void withoutAServiceTheRowsOwnAddressCounts() {
        List<Linked> linked = bench.ownLinks(
                ask -> Canned.ok(Bench.table(Bench.directory("ignored", "https://a.test/d/"))),
                Bench.own(
                        "A",
                        "https://a.test/dl?runid=1&ID=ivo%3A%2F%2Fx%3FA",
                        "Application/X-VOTable+XML; content = datalink"),
                Bench.own("B", "https://a.test/FTP/B/", "text/html"),
                Bench.own("C", "https://a.test/c.fits", "image/fits"),
                Bench.own("D", null, null));

        assertThat(linked).extracting(Linked::observation).containsExactlyInAnyOrder("A", "B", "C", "D");
        assertThat(bench.asked())
                .singleElement()
                .extracting(Ask::uri)
                .hasToString("https://a.test/dl?runid=1&ID=ivo%3A%2F%2Fx%3FA");
        assertThat(linked).filteredOn(Found.class::isInstance).hasSize(2);
        assertThat(linked)
                .filteredOn(Unavailable.class::isInstance)
                .extracting(l -> ((Unavailable) l).reason())
                .containsOnly(Reason.NO_LINK);
    }

    @Test
    void aFaultWithAnErrorStatusIsAFaultToo() {
        Linked linked =
                one(Canned.status(404, "NotFoundFault: 60061044002 is unknown".getBytes(StandardCharsets.UTF_8)));

        assertThat(linked).isInstanceOfSatisfying(Unavailable.class, u -> {
            assertThat(u.reason()).isEqualTo(Reason.FAULT);
            assertThat(u.detail()).contains("60061044002 is unknown");
        });
    }

    @Test
    void idsAreSentSoThatTheyComeThroughWhole() {
        String odd = "ivo://a/b?x y&z=1+2/é";
        bench.links(ask -> Canned.ok(Bench.table()), Bench.asked(odd));

        String query = bench.asked().get(0).uri().getRawQuery();
        assertThat(query).startsWith("ID=").doesNotContain("&").doesNotContain("+");
        assertThat(URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8))
                .isEqualTo(odd);
        assertThat(Optional.ofNullable(bench.asked().get(0).body())).isEmpty();
    }
}
