package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.KeyboardModifier;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Observations are picked in the table and on the map, and downloaded by a search of their own. */
@QuarkusTest
@TestProfile(PagePickingTest.OfItsOwn.class)
@NeedsChromium
@Timeout(900)
class PagePickingTest extends PageTestBase {

    /** A separate data directory. */
    public static class OfItsOwn extends PageProfile {}

    private void found(String action, String where) {
        found(action, where, "complete");
    }

    private void found(String action, String where, String outcome) {
        page.getByText("Files, action and source").click();
        visitor.field("Only files like").fill("event_cl/*");
        visitor.field("How far to go").selectOption(action);
        visitor.search("3C 105", "numaster", where);
        visitor.sees(outcome);
    }

    private Locator row(int line) {
        return page.locator("voyage-table [data-line=\"" + line + "\"]");
    }

    private Locator choice() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Picked observations"));
    }

    private void picked(String words) {
        assertThat(choice().getByRole(AriaRole.STATUS)).hasText(words);
    }

    private static Locator.ClickOptions with(KeyboardModifier key) {
        return new Locator.ClickOptions().setModifiers(List.of(key));
    }

    @Test
    void rowsArePickedByPointerAndKeysInTableAndMap() {
        found("observations", "");
        picked("None picked");
        row(1).click(with(KeyboardModifier.CONTROL));
        picked("1 observation picked");
        row(3).click(with(KeyboardModifier.SHIFT));
        picked("3 observations picked");
        assertThat(page.locator("voyage-table [data-line][aria-selected=\"true\"]"))
                .hasCount(3);
        assertThat(row(2)).hasAttribute("aria-selected", "true");

        row(0).click();
        picked("3 observations picked");
        assertThat(row(0)).hasAttribute("aria-current", "true");
        page.keyboard().press("Space");
        picked("4 observations picked");
        page.keyboard().press("Space");
        picked("3 observations picked");
        visitor.button("Clear").click();
        picked("None picked");

        row(0).click();
        page.keyboard().press("Shift+ArrowDown");
        page.keyboard().press("Shift+ArrowDown");
        picked("3 observations picked");
        page.keyboard().press("Control+a");
        picked("5 observations picked");
        assertThat(visitor.barriers()).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(visitor.barriers()).isEmpty();

        page.keyboard().press("Escape");
        page.keyboard().press("Escape");
        picked("None picked");
        page.locator("voyage-sky .stage").press("Space");
        picked("1 observation picked");
        assertThat(visitor.complaints()).isEmpty();
    }

    private void draws(double[][] corners) {
        page.mouse().move(corners[0][0], corners[0][1]);
        page.mouse().down();
        for (double[] corner : corners) {
            page.mouse().move(corner[0], corner[1], new Mouse.MoveOptions().setSteps(5));
        }
        page.mouse().up();
    }

    @Test
    void anOutlineOnTheMapPicksAndOtherwiseTheMapMoves() {
        found("observations", "");
        Locator summary = page.locator("voyage-sky #summary");
        assertThat(page.locator("voyage-sky .credit")).isVisible(); // the last that moves the map
        assertThat(summary).containsText("across");
        String before = summary.textContent();
        BoundingBox map = page.locator("voyage-sky .stage").boundingBox();
        double[][] all = {
            {map.x + 5, map.y + 5},
            {map.x + map.width - 5, map.y + 5},
            {map.x + map.width - 5, map.y + map.height - 5},
            {map.x + 5, map.y + map.height - 5}
        };

        visitor.button("Lasso").click();
        draws(all);
        picked("5 observations picked");
        assertThat(summary).hasText(before);
        assertThat(visitor.barriers()).isEmpty();
        visitor.button("Clear").click();
        draws(new double[][] {{map.x + 5, map.y + 5}, {map.x + 9, map.y + 5}, {map.x + 9, map.y + 9}});
        picked("None picked");

        page.keyboard().press("Escape");
        assertThat(visitor.button("Lasso")).hasAttribute("aria-pressed", "false");
        assertThat(page.locator("voyage-lasso")).hasCount(0);
        draws(new double[][] {{map.x + 100, map.y + 150}, {map.x + 200, map.y + 230}});
        assertThat(summary).not().hasText(before);
        picked("None picked");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void pickedObservationsAreDownloadedByASearchOfTheirOwn() {
        found("observations", "exposure_a <= 10000");
        visitor.field("Filter rows").fill("60061044004");
        visitor.button("Pick all 1 shown").click();
        picked("1 observation picked");
        String before = visitor.searchOnScreen();
        visitor.button("Download picked").click();

        page.waitForURL(Pattern.compile("select=60061044004.*search="));
        assertThat(page.locator("voyage-head .asked")).containsText("only 1 picked observation");
        visitor.sees("complete");
        assertThat(visitor.searchOnScreen()).isNotEqualTo(before);
        assertThat(page.locator("voyage-files .lane")).hasCount(1);
        assertThat(visitor.lane("60061044004")).isVisible();
        page.reload();
        assertThat(page.locator("voyage-form").getByText("only 1 picked observation"))
                .isVisible();
        visitor.button("Search all").click();
        assertThat(page.locator("voyage-form").getByText("only 1 picked observation"))
                .hasCount(0);
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void aRejectedObservationIsDownloadedWithoutTheCondition() {
        found("observations", "exposure_a > 1000000000", "nothing matched");
        page.locator("voyage-table [data-line]")
                .filter(new Locator.FilterOptions().setHasText("60061044002"))
                .click();
        visitor.button("Pick 60061044002").click();
        picked("1 observation picked");
        visitor.button("Download picked").click();

        page.waitForURL(Pattern.compile("select=60061044002.*search="));
        assertThat(page.locator("voyage-head .asked")).not().containsText("1000000000");
        visitor.sees("complete");
        assertThat(visitor.lane("60061044002")).isVisible();
    }

    @Test
    void whatLinksHaveShownIsDownloaded() {
        found("links", "exposure_a <= 10000");
        visitor.step("Download all selected").click();

        page.waitForURL(url -> !url.contains("action=links"));
        visitor.sees("complete");
        assertThat(page.locator("voyage-files .lane")).hasCount(3);
    }
}
