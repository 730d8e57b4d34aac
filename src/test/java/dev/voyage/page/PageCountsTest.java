package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** No frame of the screen shows the counts of two moments, however fast events come. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PageCountsTest extends PageTestBase {

    /** Notes, before each frame is painted, the statements of the page in several places and where two of them differ. */
    private static final String WATCH = """
            () => {
              const app = document.querySelector('voyage-app').renderRoot;
              const text = (part, place) => app.querySelector(part)?.renderRoot?.querySelector(place)?.textContent ?? '';
              const found = (pattern, told) => pattern.exec(told.replaceAll(',', '').replace(/\\s+/g, ' '))?.slice(1).join('/') ?? null;
              window.frames = { seen: 0, halfWay: 0, differ: [] };
              const differ = (...told) => {
                const said = told.filter((each) => each !== null);
                if (new Set(said).size > 1) { window.frames.differ.push(said.join(' | ')); }
              };
              const look = () => {
                const files = [
                  found(/(\\d+) of (\\d+) ended/, text('voyage-steps', 'li:nth-child(6) .what')),
                  found(/(\\d+) of (\\d+) files? ended/, text('voyage-files', 'header')),
                  found(/(\\d+)\\/(\\d+) files/, text('voyage-searches', 'li.shown')),
                  found(/^\\[(\\d+)\\/(\\d+)\\]/, document.title),
                ];
                differ(...files);
                const table = app.querySelector('voyage-views')?.renderRoot?.querySelector('voyage-table')?.renderRoot;
                differ(
                  found(/(\\d+) rows?/, text('voyage-steps', 'li:nth-child(3) .what')),
                  found(/^(\\d+) rows?/, table?.querySelector('.count')?.textContent ?? ''));
                const [ended, of] = (files[1] ?? '0/0').split('/').map(Number);
                window.frames.seen += 1;
                window.frames.halfWay += ended > 0 && ended < of ? 1 : 0;
                requestAnimationFrame(look);
              };
              look();
            }
            """;

    @Test
    @SuppressWarnings("unchecked")
    void stepsFilesListTableAndTitleAgreeInEveryFrame() {
        assertThat(visitor.field("Target")).isVisible();
        page.evaluate(WATCH);
        visitor.search("3C 105", "numaster", "");
        visitor.sees("complete");

        var frames = (Map<String, Object>) page.evaluate("() => window.frames");
        assertThat((List<String>) frames.get("differ")).isEmpty();
        assertThat((int) frames.get("seen")).isGreaterThan(20);
        assertThat((int) frames.get("halfWay")).isPositive();
    }

    @Test
    void aStepTakenInOnePartShowsTheSameInTheOthers() {
        assertThat(visitor.field("Target")).isVisible();
        page.evaluate(WATCH);
        visitor.search("NGC 4151", "numaster", "");
        page.locator("voyage-files .lane button.bar").first().click();
        visitor.button("Complete").click();
        visitor.button("All").click();
        assertThat(page.locator("voyage-head .asked")).containsText("took");

        assertThat((List<?>) page.evaluate("() => window.frames.differ")).isEmpty();
    }
}
