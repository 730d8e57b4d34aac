package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page with an archive that is slow, fails, or sends hostile text. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
@NeedsChromium
@Timeout(900)
class PageTroubleTest {

    private static final String POSITION = "10.5 -5.25";
    private static final String IMAGE = "<img src=x onerror=\"window.hurt=1\">";
    private static final String TURNED = "\u202etxt.exe";

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "voyage.egress.allow")
    String authority;

    private ScriptedArchive archive;
    private Visitor visitor;

    @BeforeEach
    void open() {
        archive = new ScriptedArchive(Integer.parseInt(authority.substring(authority.indexOf(':') + 1)));
        archive.threeObservations();
        visitor = Visitor.at(base);
    }

    @AfterEach
    void close() {
        visitor.close();
        archive.close();
    }

    private CompletableFuture<Void> held() {
        var release = new CompletableFuture<Void>();
        archive.file("B", "b.txt").holdsAfter(100, release);
        return release;
    }

    private void ended(int done, int of) {
        assertThat(visitor.files().getByText(done + " of " + of + " files ended"))
                .isVisible();
    }

    /** As many as there are events, without a gap; the first one is late in the search. */
    private static List<String> allFrom(String first, int events) {
        String search = first.substring(0, first.indexOf(' ') + 1);
        int from = Integer.parseInt(first.substring(search.length()));
        assertThat(from).isGreaterThan(20);
        return IntStream.range(from, from + events)
                .mapToObj(seq -> search + seq)
                .toList();
    }

    @Test
    void aReloadMidWayShowsAllOfItAndEveryEventOnce() {
        CompletableFuture<Void> release = held();
        visitor.search(POSITION, archive.catalogue(), "");
        ended(5, 6);
        visitor.page.reload();
        ended(5, 6);
        visitor.sees("running");

        release.complete(null);

        ended(6, 6);
        visitor.sees("complete");
        List<String> heard = visitor.heard(); // behind the snapshot
        assertThat(heard).isNotEmpty().isEqualTo(allFrom(heard.get(0), heard.size()));
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void aLaneKeepsTheFocusWhenAnotherComesBeforeIt() {
        Map<String, CompletableFuture<Void>> releases = Stream.of("A", "B", "C")
                .collect(Collectors.toMap(id -> id, id -> {
                    var release = new CompletableFuture<Void>();
                    archive.file(id, "b.txt").holdsAfter(100, release);
                    return release;
                }));
        visitor.search(POSITION, archive.catalogue(), "");
        ended(3, 6);
        Locator lanes = visitor.page.locator("voyage-files .lane");
        assertThat(lanes).hasCount(3);
        String first = lanes.first().getAttribute("data-id");
        String last = lanes.last().getAttribute("data-id");
        visitor.files()
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Complete").setExact(true))
                .click();
        releases.get(last).complete(null);
        assertThat(lanes).hasCount(1);
        visitor.lane(last).focus();

        releases.get(first).complete(null);

        assertThat(lanes).hasCount(2);
        assertThat(visitor.lane(last)).isFocused();
        visitor.page.keyboard().press("Enter");
        assertThat(visitor.lane(last)).hasAttribute("aria-expanded", "true");
        releases.values().forEach(release -> release.complete(null));
        visitor.sees("complete");
    }

    @Test
    void itStopsWhenItIsCancelledAndTheRestCanBeFetchedLater() {
        CompletableFuture<Void> release = held();
        visitor.search(POSITION, archive.catalogue(), "");
        ended(5, 6);

        visitor.step("Cancel").click();
        Locator sure = visitor.page.getByRole(AriaRole.DIALOG);
        assertThat(sure).isVisible();
        assertThat(visitor.barriers()).isEmpty();
        sure.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Cancel the search"))
                .click();
        visitor.sees("cancelled");

        release.complete(null);
        archive.file("B", "b.txt");
        String cancelled = visitor.searchOnScreen();
        visitor.step("Retry what failed").click();
        visitor.sees("complete");
        assertThat(visitor.page).hasURL(Pattern.compile("search=(?!" + cancelled + ")"));
    }

    @Test
    void aFileThatFailsSaysWhyAndIsFetchedByARetry() {
        archive.on("/FTP/B/b.txt").answers(404);
        visitor.search(POSITION, archive.catalogue(), "");

        visitor.sees("partly failed");
        assertThat(visitor.files().getByText("1 file failed").first()).isVisible();
        Locator trouble = visitor.page.locator("voyage-notices .failures");
        assertThat(trouble.locator("summary")).containsText("1 file failed");
        trouble.locator("summary").click();
        assertThat(trouble.getByText(Pattern.compile("404")).first()).isVisible();
        assertThat(visitor.page.locator("voyage-steps li").last()).hasClass("flawed");
        onePartOfTheBarIsRed();
        visitor.lane("B").click();
        assertThat(visitor.barriers()).isEmpty();
        archive.file("B", "b.txt");

        visitor.step("Retry what failed").click();
        visitor.sees("complete");
        assertThat(visitor.page.locator("voyage-head").getByText("retry of")).isVisible();
    }

    @Test
    void aCatalogueWithSeveralConeSearchesIsAChoiceOfItsTables() {
        archive.coneSearches("ivo://cds.test/i/901", "tyc_main", "hip_main");
        visitor.search(POSITION, "ivo://cds.test/i/901", "");

        visitor.sees("failed");
        Locator choices = visitor.page.locator("voyage-notices .choices");
        assertThat(choices.getByRole(AriaRole.BUTTON)).hasText(new String[] {"hip_main", "tyc_main"});
        assertThat(visitor.barriers()).isEmpty();
        choices.getByText("hip_main").click();
        assertThat(visitor.field("Catalogue")).hasValue("ivo://cds.test/i/901#hip_main");
        visitor.button("Start search").click();

        visitor.sees("complete");
        ended(2, 2);
        assertThat(visitor.page.locator("voyage-notices .choices")).hasCount(0);
        org.assertj.core.api.Assertions.assertThat(archive.wasAsked("/conesearch/tyc_main"))
                .isFalse();
    }

    /** Unused parts of the responses of a catalogue and a directory are on the page, and so are the selected links. */
    @Test
    void whatIsNotTakenIsToldAtItsStep() {
        archive.listing("/FTP/A/", "a.txt", "b.txt", "x%2Fy.dat");
        visitor.page.getByText("Files, action and source").click();
        visitor.field("Links to fetch besides directories").fill("#this, #preview");
        visitor.search(POSITION, archive.catalogue(), "");

        visitor.sees("partly failed");
        assertThat(visitor.page.locator("voyage-steps li").nth(4)).containsText("1 entry not taken");
        visitor.page.reload();
        visitor.sees("partly failed");
        assertThat(visitor.page.locator("voyage-steps li").nth(4)).containsText("1 entry not taken");
        assertThat(visitor.field("Links to fetch besides directories")).hasValue("#this, #preview");
    }

    /** With one failed file of six, a sixth of the bar is red. */
    private void onePartOfTheBarIsRed() {
        Locator parts = visitor.page.locator("voyage-files header .parts");
        double whole = parts.boundingBox().width;
        assertThat(parts.locator(".lost").boundingBox().width / whole).isBetween(0.15, 0.18);
        assertThat(parts.locator("i").first().boundingBox().width / whole).isBetween(0.82, 0.85);
    }

    @Test
    void aLongIdentifierIsShownWithAllItsDigits() {
        archive.on("/cone").answers(200, "text/xml", """
                <?xml version="1.0"?>
                <VOTABLE xmlns="http://www.ivoa.net/xml/VOTable/v1.3" version="1.4">
                <RESOURCE type="results"><INFO name="QUERY_STATUS" value="OK"/><TABLE>
                <FIELD ID="id" name="obsid" datatype="char" arraysize="*" ucd="meta.id;meta.main"/>
                <FIELD name="source_id" datatype="long" ucd="meta.id.cross"/>
                <FIELD name="ra" datatype="double" unit="deg" ucd="pos.eq.ra;meta.main"/>
                <FIELD name="dec" datatype="double" unit="deg" ucd="pos.eq.dec;meta.main"/>
                <DATA><TABLEDATA>
                <TR><TD>obs-1</TD><TD>4472832130942575873</TD><TD>10.5</TD><TD>-5.25</TD></TR>
                <TR><TD>obs-2</TD><TD>1237649770260463687</TD><TD>10.5</TD><TD>-5.2</TD></TR>
                </TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>
                """);
        visitor.page.getByText("Files, action and source").click();
        visitor.field("How far to go").selectOption("observations");
        visitor.search(POSITION, archive.catalogue(), "");
        visitor.sees("complete");

        assertThat(visitor.page.locator("voyage-table")).containsText("4472832130942575873");
        assertThat(visitor.page.locator("voyage-table")).containsText("1237649770260463687");
        String csv = visitor.page
                .request()
                .get(base.resolve("/v1/searches/" + visitor.searchOnScreen() + "/observations?format=csv")
                        .toString())
                .text();
        assertThat(csv).contains("4472832130942575873", "1237649770260463687");
        Object parsed = visitor.page.evaluate("""
                async (id) => {
                  const answer = await fetch(`/v1/searches/${id}/events`, { headers: { Accept: 'application/json' } });
                  return JSON.stringify((await answer.json()).events.map((event) => event.row?.source_id));
                }""", visitor.searchOnScreen());
        assertThat(parsed.toString()).contains("\"4472832130942575873\"", "\"1237649770260463687\"");
    }

    @Test
    void strangersTextStaysText() {
        archive.sesame("10.5", "-5.25", IMAGE + TURNED);
        archive.registry(List.of(List.of(
                "ivo://x/" + IMAGE,
                IMAGE,
                "Title " + IMAGE,
                "About <script>window.hurt=2</script>" + TURNED,
                "optical<b>",
                "ivo://ivoa.net/std/conesearch",
                archive.catalogue())));
        archive.catalogue(
                "javascript:window.hurt=3",
                "Told " + IMAGE,
                List.of(
                        List.of("A", "cell " + IMAGE),
                        List.of("<b>B</b>", "javascript:window.hurt=4"),
                        List.of("C", TURNED),
                        List.of("D", "${window.hurt=5}")));
        archive.links(List.of(
                List.of("A", "/FTP/A/", ""),
                List.of("<b>B</b>", "", "NotFoundFault: " + IMAGE),
                List.of("C", "/FTP/C/", ""),
                List.of("D", "javascript:window.hurt=6", "")));
        archive.listing("/FTP/A/", "a.txt", "%3Cimg%20src=x%20onerror=hurt%3E.txt");
        archive.on("/FTP/A/%3Cimg%20src=x%20onerror=hurt%3E.txt").answers(200, "text/html", "x".repeat(3000));
        archive.on("/FTP/C/").answers(500, "text/html", "<h1>" + IMAGE + "</h1>");

        visitor.field("Target").fill("hostile source");
        assertThat(visitor.page.locator("voyage-target-field").getByText("onerror"))
                .isVisible();
        visitor.field("Catalogue").fill("hostile words");
        assertThat(visitor.page
                        .getByRole(AriaRole.OPTION)
                        .getByText("Title <img")
                        .first())
                .isVisible();
        assertThat(visitor.barriers()).isEmpty();
        visitor.search("hostile source", archive.catalogue(), "");

        visitor.sees("partly failed");
        assertThat(visitor.page.locator("voyage-table").getByText("cell <img src=x"))
                .isVisible();
        // a lane or notice inserted between press and release moves the lane away from the pointer
        Locator failures = visitor.page.locator("voyage-notices .failures summary");
        assertThat(failures).isVisible();
        assertThat(visitor.page.locator("voyage-files .lane")).hasCount(3);
        visitor.lane("A").click();
        assertThat(visitor.files().getByText("<img src=x onerror=hurt>.txt").first())
                .isVisible();
        failures.click();
        assertThat(visitor.page.locator("voyage-notices .failures li").first()).isVisible();
        assertThat(visitor.page.evaluate("() => window.hurt")).isNull();
        assertThat(strange()).isEqualTo(0);
        assertThat(visitor.complaints()).isEmpty();
    }

    /** Elements, in any shadow root, that no template of the page creates. */
    private Object strange() {
        return visitor.page.evaluate("""
                () => {
                  const all = (root) => [...root.querySelectorAll('*')].flatMap((it) => [it, ...(it.shadowRoot ? all(it.shadowRoot) : [])]);
                  return all(document).filter((it) => it.matches(
                    'img:not([src^="/static"]):not(.survey), b:not(.tip b):not(.legend b), h1 h1, a[href^="javascript:"], [onerror], body script')).length;
                }""");
    }

    @Test
    void cellsAndTablesThatWereNotReadAreReported() {
        archive.catalogue(
                List.of(List.of("A", "one"), List.of("B", "two")),
                "<FIELD name=\"counts\" datatype=\"int\"/>",
                "<TD>many</TD>",
                "<TABLE><FIELD name=\"x\" datatype=\"int\"/><DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE>");
        visitor.search(POSITION, archive.catalogue(), "");

        Locator steps = visitor.page.locator("voyage-steps");
        assertThat(steps.getByText("cells that cannot be read: counts (2)")).isVisible();
        assertThat(steps.getByText("1 more table in the answer, not read")).isVisible();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void theOperatorsSurveyIsBehindTheMap() {
        visitor.search(POSITION, archive.catalogue(), "");
        visitor.sees("complete");

        assertThat(visitor.page.locator("voyage-sky img.survey")).isVisible();
        assertThat(archive.wasAsked("/survey")).isTrue();
        assertThat(visitor.complaints()).isEmpty();
    }
}
