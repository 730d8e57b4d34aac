package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.testsupport.http.CuttingProxy;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The element {@code <voyage-search>} in pages of other origins. */
@QuarkusTest
@TestProfile(EmbedProfile.class)
@NeedsChromium
@Timeout(900)
class EmbedStoryTest {

    private static final Pattern EXAMPLE = Pattern.compile("(?s)<!-- page -->\\n```html\\n(.*?)```");
    private static final String IMAGE = "<img src=x onerror=\"window.hurt=1\">";

    @TestHTTPResource("/")
    URI base;

    @ConfigProperty(name = "voyage.egress.allow")
    String authority;

    @ConfigProperty(name = "voyage.embed.origins")
    URI listed;

    private ScriptedArchive archive;
    private ScriptedServer site;
    private ScriptedServer stranger;
    private Visitor visitor;
    private Page page;

    @BeforeEach
    void open() {
        archive = new ScriptedArchive(Integer.parseInt(authority.substring(authority.indexOf(':') + 1)));
        archive.threeObservations();
        site = ScriptedServer.start(listed.getPort());
        stranger = ScriptedServer.start();
        visitor = Visitor.at(URI.create("about:blank"));
        page = visitor.page;
        page.addInitScript("""
                window.seen = [];
                window.ends = [];
                addEventListener('voyage-event', ({ detail }) => window.seen.push(detail.seq));
                addEventListener('voyage-end', ({ detail }) => window.ends.push(detail.outcome));
                """);
    }

    @AfterEach
    void close() {
        visitor.close();
        stranger.close();
        site.close();
        archive.close();
    }

    /** Serves a page with this body, and opens it. */
    private void embed(ScriptedServer server, String body) {
        String html = """
                <!doctype html><html lang="en"><head><meta charset="utf-8"><title>A dashboard</title>
                <link rel="icon" href="data:,"><script type="module" src="%sclients/voyage-element.js"></script></head>
                <body><main><h1>A dashboard</h1>%s</main></body></html>
                """.formatted(base, body);
        server.on("/").answers(200, "text/html", html);
        page.navigate(server.uri("/").toString());
    }

    private String element(URI server, String attributes) {
        return "<voyage-search server=\"" + server + "\" " + attributes + "></voyage-search>";
    }

    private String startable() {
        return "target=\"10.5 -5.25\" catalogue=\"" + archive.catalogue() + "\" start=\"Find it\"";
    }

    private Locator in(String selector) {
        return page.locator("voyage-search " + selector);
    }

    private void start() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Find it"))
                .click();
    }

    private CompletableFuture<Void> held() {
        var release = new CompletableFuture<Void>();
        archive.file("B", "b.txt").holdsAfter(100, release);
        return release;
    }

    @Test
    void theExampleOfTheDocumentationWorksInAPageOfAnotherOrigin() throws IOException {
        var example = EXAMPLE.matcher(Files.readString(Path.of("docs/embedding.md")));
        assertThat(example.find()).isTrue();
        String html = example.group(1)
                .replace("http://localhost:8080/", base.toString())
                .replace("catalogue=\"numaster\"", "catalogue=\"" + archive.catalogue() + "\"");
        assertThat(html).contains(base.toString(), archive.catalogue());
        site.on("/").answers(200, "text/html", html);
        site.on("/favicon.ico").answers(200, "image/png", "");
        page.navigate(site.uri("/").toString());
        assertThat(in(".badge")).isHidden();
        assertThat(visitor.barriers()).isEmpty();

        page.getByRole(AriaRole.BUTTON).click();

        assertThat(in(".badge")).hasText("complete");
        assertThat(in("tbody tr")).hasCount(3);
        assertThat(in("[data-name=files] dd")).hasText("6");
        assertThat(in(".files")).hasText("6 of 6 files ended");
        assertThat(in(".sky")).hasAttribute("aria-label", Pattern.compile("Sky map of 3 observations.*"));
        assertThat(page.locator("output")).hasText("complete: 6 files");
        assertThat(in("a")).hasAttribute("href", Pattern.compile(base.toString().replace(".", "\\.") + "\\?search=.+"));
        for (ColorScheme colours : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
            assertThat(visitor.barriers()).isEmpty();
        }
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void aPageThatIsNotListedIsToldWhyItSeesNothing() {
        embed(stranger, element(base, startable()) + element(base, "search=\"x\""));

        assertThat(in("p.warn").last())
                .containsText("does not allow pages of http://127.0.0.1:"
                        + stranger.uri("/").getPort());
        start();
        assertThat(in("p.bad").first()).containsText("voyage.embed.origins");
        assertThat(in(".badge").first()).isHidden();
    }

    @Test
    void onlyAListedPageShowsTheFullPageInAFrame() {
        String frame = "<iframe title=\"voyage\" width=\"900\" height=\"700\" src=\"" + base + "\"></iframe>";
        embed(site, frame);
        assertThat(page.frameLocator("iframe").locator("voyage-form")).isVisible();
        assertThat(visitor.complaints()).isEmpty();

        page.waitForConsoleMessage(
                new Page.WaitForConsoleMessageOptions()
                        .setPredicate(message -> message.text().contains("frame-ancestors")),
                () -> embed(stranger, frame));
        assertThat(page.frameLocator("iframe").locator("voyage-form")).hasCount(0);
    }

    @Test
    void aBrokenStreamContinuesAndEveryEventComesOnce() throws IOException {
        CompletableFuture<Void> release = held();
        try (var proxy = CuttingProxy.to(base)) {
            embed(site, element(proxy.address(), startable()));
            start();
            assertThat(in(".files")).hasText("5 of 6 files ended");
            assertThat(in(".badge")).hasText("running");

            proxy.cut();
            assertThat(in("p.warn")).containsText("is interrupted");
            proxy.mend();
            assertThat(in("p.warn")).isHidden();
            release.complete(null);

            assertThat(in(".badge")).hasText("complete");
            page.waitForFunction("() => window.ends.length === 1");
            var seen = ((List<?>) page.evaluate("() => window.seen"))
                    .stream().map(each -> ((Number) each).intValue()).toList();
            assertThat(seen).doesNotHaveDuplicates().isSorted().hasSizeGreaterThan(20);
        }
    }

    @Test
    void anElementThatIsRemovedHangsUp() throws Exception {
        CompletableFuture<Void> release = held();
        try (var proxy = CuttingProxy.to(base)) {
            embed(site, element(proxy.address(), startable()));
            start();
            assertThat(in(".files")).hasText("5 of 6 files ended");
            page.evaluate("() => { window.taken = document.querySelector('voyage-search'); window.taken.remove(); }");
            page.waitForCondition(() -> openStreams() == 0);

            page.evaluate("() => document.querySelector('main').append(window.taken)");
            assertThat(in(".files")).hasText("5 of 6 files ended");
            page.waitForCondition(() -> openStreams() == 1);
            release.complete(null);
            assertThat(in(".badge")).hasText("complete");
        }
    }

    private double openStreams() {
        String metrics = page.request().get(base + "q/metrics").text();
        return metrics.lines()
                .filter(line -> line.startsWith("voyage_readers "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
    }

    @Test
    void hostileTextStaysText() {
        archive.catalogue(
                IMAGE,
                "Told " + IMAGE,
                List.of(
                        List.of("A", "cell " + IMAGE),
                        List.of("<b>B</b>", "javascript:window.hurt=2"),
                        List.of("C", "\u202etxt.exe")));
        archive.links(List.of(
                List.of("A", "", "NotFoundFault: " + IMAGE), List.of("<b>B</b>", "/FTP/B/", ""), List.of("C", "", "")));
        embed(
                site,
                element(base, "columns=\"observation,state," + IMAGE.replace("\"", "&quot;") + "\" " + startable()));
        start();

        assertThat(in("tbody")).containsText("cell <img src=x");
        assertThat(in("tbody")).containsText("<b>B</b>");
        assertThat(in("thead")).containsText("<img src=x");
        assertThat(in("img")).hasCount(0);
        assertThat(in("b")).hasCount(0);
        assertThat(page.evaluate("() => window.hurt")).isNull();
        assertThat(visitor.barriers()).isEmpty();

        embed(
                site,
                element(base, "search=\"" + IMAGE.replace("\"", "&quot;") + "\"")
                        + element(URI.create("javascript:window.hurt=3"), "search=\"x\""));
        assertThat(in("p.bad").last()).containsText("not the address");
        assertThat(in("p.bad").first()).isVisible();
        assertThat(in("a[href^=javascript]")).hasCount(0);
        assertThat(page.evaluate("() => window.hurt")).isNull();
    }

    @Test
    void attributesThatChangeLaterTakeEffect() {
        archive.catalogue(
                "name",
                "its name",
                IntStream.rangeClosed(1, 7)
                        .mapToObj(at -> List.of("O" + at, "n" + (at * 5 % 7)))
                        .toList());
        embed(site, element(base, "rows=\"4\" action=\"observations\" " + startable()));
        start();
        assertThat(in(".badge")).hasText("complete");
        assertThat(in("caption")).hasText("Observations, 4 of 7 selected rows");
        assertThat(in("tbody tr")).hasCount(4);

        in("thead")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("name"))
                .click();
        assertThat(in("tbody tr").first()).containsText("n0");
        assertThat(in("th[aria-sort=ascending]")).containsText("name");
        set("sort", "-name");
        assertThat(in("tbody tr").first()).containsText("n6");
        set("views", "sky");
        assertThat(in("table")).hasCount(0);
        assertThat(in(".sky")).isVisible();
        set("views", "table");
        set("columns", "offset,name,observation");
        assertThat(in("thead th").first()).containsText("Offset");
        set("theme", "dark");
        assertThat(in(".card")).hasCSS("background-color", "rgb(22, 29, 37)");
        page.evaluate("() => document.documentElement.style.setProperty('--voyage-panel', 'rgb(1, 2, 3)')");
        assertThat(in(".card")).hasCSS("background-color", "rgb(1, 2, 3)");

        set("search", "nosuch");
        assertThat(in("p.bad")).containsText("has no search nosuch");
        assertThat(in(".badge")).isHidden();
    }

    private void set(String name, String value) {
        page.locator("voyage-search")
                .evaluate("(element, [name, value]) => element.setAttribute(name, value)", List.of(name, value));
    }
}
