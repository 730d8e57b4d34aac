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
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page while an archive is slow, fails, or says what is made to hurt. */
@QuarkusTest
@TestProfile(ScriptedProfile.class)
@NeedsChromium
@Timeout(180)
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

    private static List<String> all(String search, int events) {
        return IntStream.rangeClosed(1, events)
                .mapToObj(seq -> search + " " + seq)
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
        List<String> heard = visitor.heard();
        assertThat(heard).isEqualTo(all(visitor.searchOnScreen(), heard.size())).hasSizeGreaterThan(20);
        assertThat(visitor.complaints()).isEmpty();
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
        assertThat(visitor.files().getByText(Pattern.compile("404")).first()).isVisible();
        visitor.lane("B").click();
        assertThat(visitor.barriers()).isEmpty();
        archive.file("B", "b.txt");

        visitor.files().getByText("Retry what failed").click();
        visitor.sees("complete");
        assertThat(visitor.page.locator("voyage-head").getByText("retry of")).isVisible();
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
        visitor.lane("A").click();
        assertThat(visitor.files().getByText("<img src=x onerror=hurt>.txt").first())
                .isVisible();
        visitor.page.locator("voyage-notices summary").click();
        assertThat(visitor.page.locator("voyage-notices li").first()).isVisible();
        assertThat(visitor.page.evaluate("() => window.hurt")).isNull();
        assertThat(strange()).isEqualTo(0);
        assertThat(visitor.complaints()).isEmpty();
    }

    /** Elements, in any shadow root, that no template of ours makes. */
    private Object strange() {
        return visitor.page.evaluate("""
                () => {
                  const all = (root) => [...root.querySelectorAll('*')].flatMap((it) => [it, ...(it.shadowRoot ? all(it.shadowRoot) : [])]);
                  return all(document).filter((it) => it.matches(
                    'img:not([src^="/static"]):not(.survey), b:not(.tip b):not(.legend b), h1 h1, a[href^="javascript:"], [onerror], body script')).length;
                }""");
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
