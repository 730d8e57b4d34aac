package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A user of the page in a separate Chromium, and the events that the page's EventSources receive. */
final class Visitor implements AutoCloseable {

    /** Records the search and number of each event before the page removes duplicates. */
    private static final String NOTES = """
            (() => {
              const Real = window.EventSource;
              window.heard = [];
              window.EventSource = class extends Real {
                addEventListener(type, hear) {
                  super.addEventListener(type, (message) => {
                    const { search, seq } = JSON.parse(message.data);
                    if (seq) { window.heard.push(`${search} ${seq}`); }
                    hear(message);
                  });
                }
              };
            })();
            """;

    /** The serious and critical violations that axe reports, with their elements. */
    private static final String AXE = """
            () => axe.run(document, {
              preload: false, resultTypes: ['violations'], rules: { 'target-size': { enabled: true } },
            }).then(({ violations }) => violations
              .filter(({ impact }) => impact === 'serious' || impact === 'critical')
              .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.flat(9).join(' ')} ${node.failureSummary}`)))
            """;

    private final Chromium chromium;
    final Page page;

    private Visitor(Chromium chromium) {
        this.chromium = chromium;
        page = chromium.open();
        page.addInitScript(NOTES);
    }

    static Visitor at(URI address) {
        var visitor = new Visitor(Chromium.start());
        visitor.page.navigate(address.toString());
        return visitor;
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** A button of the displayed search. */
    Locator step(String name) {
        return page.locator("voyage-head > *, voyage-head")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true))
                .first();
    }

    Locator files() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Files"));
    }

    /** The button that opens the files of an observation. */
    Locator lane(String observation) {
        return page.locator("voyage-files .lane[data-id=\"" + observation + "\"] button.bar");
    }

    /** Fills in the form and starts the search. */
    void search(String target, String catalogue, String where) {
        field("Target").fill(target);
        field("Catalogue").fill(catalogue);
        field("Condition on the rows").fill(where);
        button("Start search").click();
        page.evaluate("() => window.scrollTo(0, 0)"); // the button may be below the window, the result is above
    }

    /** Waits for this phase or outcome beside the search's name. */
    void sees(String badge) {
        assertThat(page.locator("voyage-head .badge")).hasText(badge);
    }

    /** {@code search seq} of every event since the page was loaded, in order of arrival. */
    @SuppressWarnings("unchecked")
    List<String> heard() {
        return (List<String>) page.evaluate("() => window.heard");
    }

    String searchOnScreen() {
        return (String) page.evaluate("() => new URLSearchParams(location.search).get('search')");
    }

    /** Accessibility violations on the page now, serious or worse. */
    @SuppressWarnings("unchecked")
    List<String> barriers() {
        try (InputStream axe = Visitor.class.getResourceAsStream("/axe.min.js")) {
            page.evaluate("() => {" + new String(axe.readAllBytes(), StandardCharsets.UTF_8) + "}");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return (List<String>) page.evaluate(AXE);
    }

    List<String> complaints() {
        return chromium.complaints();
    }

    @Override
    public void close() {
        chromium.close();
    }
}
