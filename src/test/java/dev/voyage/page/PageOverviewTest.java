package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All counts, sentences and colours of the page agree, and are correct. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PageOverviewTest extends PageTestBase {

    private static final Pattern UNTIL = Pattern.compile("until (\\d{4}-\\d{2}-\\d{2})");

    private Locator step(int number) {
        return page.locator("voyage-steps li").nth(number);
    }

    private Locator trouble() {
        return page.locator("voyage-notices .failures");
    }

    private Locator head(String button) {
        return page.locator("voyage-head").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(button));
    }

    private void asks(String action, String include) {
        page.getByText("Files, action and source").click();
        visitor.field("How far to go").selectOption(action);
        visitor.field("Only files like").fill(include);
    }

    @Test
    void excludedFilesAreInNoDenominatorAnywhere() {
        asks("download", "event_cl/*");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");

        assertThat(visitor.files().getByText("15 of 15 files ended")).isVisible();
        assertThat(visitor.files().getByText("33 left out by the patterns")).isVisible();
        assertThat(step(4)).containsText("15 files");
        assertThat(step(4)).containsText("33 more left out by the patterns");
        assertThat(step(5)).containsText("15 of 15");
        assertThat(page.locator("voyage-searches li.shown")).containsText("15/15 files");
        assertThat(page.locator("voyage-files .lane").first()).containsText("5 / 5");
        assertThat(page.locator("voyage-files header .parts")).hasAttribute("aria-valuemax", "15");
        assertThat(page.locator("voyage-files header .parts")).hasAttribute("aria-valuenow", "15");
        assertThat(page.locator("voyage-notices")).containsText("Nothing went wrong.");
        assertThat(page).hasTitle(Pattern.compile("^\\[complete] 3C 105"));
    }

    @Test
    void anUnknownTargetIsToldAsTheProblemAndCanBeEdited() {
        visitor.search("Nosuch", "numaster", "");
        visitor.sees("failed");

        assertThat(trouble()).containsText("no resolver knows a position of \"Nosuch\"");
        assertThat(page.getByText("Nothing went wrong")).hasCount(0);
        assertThat(page.getByText("Nothing has gone wrong")).hasCount(0);
        assertThat(step(0)).hasClass("failed");
        for (int later = 2; later < 6; later++) {
            assertThat(step(later)).hasClass("unreached");
            assertThat(step(later)).containsText("not reached");
        }
        assertThat(visitor.files()).containsText("Not reached");
        assertThat(page.locator("voyage-table")).containsText("Not reached");
        assertThat(page.locator("voyage-sky")).containsText("Not reached");
        assertThat(page.locator("voyage-timeline")).containsText("Not reached");
        assertThat(head("Retry what failed")).hasCount(0);
        assertThat(visitor.barriers()).isEmpty();

        head("Edit and search again").click();
        assertThat(visitor.field("Target")).isFocused();
        assertThat(visitor.field("Target")).hasValue("Nosuch");
        visitor.field("Target").fill("3C 105");
        page.keyboard().press("Enter");
        visitor.sees("complete");
    }

    @Test
    void anUnknownColumnLeadsBackToTheCondition() {
        visitor.search("3C 105", "numaster", "nocolumn > 1");
        visitor.sees("failed");

        assertThat(trouble()).containsText("nocolumn");
        assertThat(trouble()).containsText("exposure_a");
        assertThat(step(0)).hasClass("done");
        assertThat(step(2)).hasClass("failed");
        assertThat(step(3)).hasClass("unreached");
        assertThat(head("Retry what failed")).hasCount(0);
        head("Edit and search again").click();
        assertThat(visitor.field("Condition on the rows")).isFocused();
    }

    @Test
    void whatFailedIsCountedByKindAndItsStepsHaveNoTick() {
        asks("links", "");
        visitor.search("3C 105; Vela; NGC 4151; Nosuch", "numaster; chanmaster; nicermastr; bogus", "");
        visitor.sees("partly failed");

        assertThat(trouble().locator("summary"))
                .hasText(Pattern.compile(
                        "Problems\\s+2 targets failed, 1 catalogue failed, 1 observation unavailable by a fault"));
        trouble().locator("summary").click();
        assertThat(trouble().locator("li")).hasCount(4);
        assertThat(trouble()).containsText("Target Vela no resolver knows a position of \"Vela\"");
        assertThat(trouble()).containsText("Target Nosuch no resolver knows a position of \"Nosuch\"");
        assertThat(step(0)).hasClass("flawed");
        assertThat(step(1)).hasClass("flawed");
        assertThat(step(2)).hasClass("done");
        assertThat(step(3)).hasClass("flawed");
        assertThat(step(3)).containsText("1 of them by a fault");
        assertThat(visitor.files().getByText("failed").filter(new Locator.FilterOptions().setVisible(true)))
                .hasCount(0);
        assertThat(visitor.barriers()).isEmpty();
    }

    @Test
    void oneFilterHoldsForTableMapTimelineAndCounts() {
        asks("observations", "");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        all(5, 3);

        Locator rejected =
                page.locator("voyage-table .chip").filter(new Locator.FilterOptions().setHasText("rejected"));
        rejected.click();
        all(3, 3);
        rejected.click();
        page.locator("voyage-table input[type=search]").fill("exposure>9000");
        all(2, 0);
        assertThat(page.locator("voyage-table .count")).hasText("2 of 5 rows");
        page.locator("voyage-table input[type=search]").fill("\"3C105 6\"");
        assertThat(page.locator("voyage-table")).containsText("No row passes the filter");
        assertThat(page.locator("voyage-sky")).containsText("No row passes the filter");
        page.locator("voyage-table input[type=search]").fill("nocolumn>1");
        assertThat(page.locator("voyage-table")).containsText("No column is called nocolumn");
        page.locator("voyage-table input[type=search]").fill("");
        all(5, 3);
    }

    private void all(int rows, int selected) {
        assertThat(page.locator("voyage-table [role=row][data-line]")).hasCount(rows);
        assertThat(page.locator("voyage-sky #summary"))
                .containsText("Sky map of " + rows + " observations, " + selected + " selected");
        assertThat(page.locator("voyage-timeline #summary"))
                .containsText("Timeline of " + rows + " observations, time against exposure; " + rows + " drawn");
    }

    @Test
    void aPlanSaysItsSizesAndLeadsToTheDownload() {
        asks("plan", "event_cl/*");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");

        assertThat(visitor.files()).containsText(Pattern.compile("15 files, 3\\d\\d kB, \\d+ already here"));
        assertThat(page.getByText("files ended")).hasCount(0);
        assertThat(page.getByText("to come")).hasCount(0);
        visitor.lane("60061044002").click();
        assertThat(page.locator("voyage-files .file .right").first()).hasText(Pattern.compile("\\d+(\\.\\d+)? k?B"));
        String plan = visitor.searchOnScreen();

        head("Download these").click();
        assertThat(page).hasURL(Pattern.compile("search=(?!" + plan + ")"));
        visitor.sees("complete");
        assertThat(visitor.files().getByText("15 of 15 files ended")).isVisible();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void theColumnsMenuClosesByEscapeAndByAClickElsewhere() {
        asks("observations", "");
        visitor.search("3C 105", "numaster", "");
        visitor.sees("complete");
        Locator menu = page.locator("voyage-column-menu .choose");
        Locator button = page.locator("voyage-column-menu summary");

        button.click();
        assertThat(menu).isVisible();
        page.keyboard().press("Escape");
        assertThat(menu).isHidden();
        assertThat(button).isFocused();
        button.click();
        assertThat(menu).isVisible();
        page.locator("voyage-head h2").click();
        assertThat(menu).isHidden();
        button.evaluate("""
                it => {
                  it.click();
                  it.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
                }"""); // before the browser says that it is open
        assertThat(menu).isHidden();
        button.click();
        menu.getByText("obsid").click();
        assertThat(menu).isVisible();
        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("obsid")))
                .isVisible();
    }

    @Test
    void noDateThatHasPassedIsWaitedFor() {
        asks("links", "");
        visitor.search("NGC 4151", "numaster; chanmaster; nicermastr", "");
        visitor.sees("partly failed");
        Locator states = page.locator("voyage-table [role=gridcell].state");
        assertThat(states.filter(new Locator.FilterOptions().setHasText("unavailable"))
                        .first())
                .isVisible();

        for (String state : states.allTextContents()) {
            Matcher date = UNTIL.matcher(state);
            if (date.find()) {
                assertThat(LocalDate.parse(date.group(1))).as(state).isAfter(LocalDate.now(ZoneOffset.UTC));
            }
        }
    }

    @Test
    void nothingIsSaidOfTheListBeforeItIsThere() {
        page.route("**/v1/searches?*", route -> {}); // a response that never arrives
        page.reload();
        assertThat(page.locator("voyage-searches")).containsText("Loading…");
        assertThat(page.locator("voyage-searches")).not().containsText("No searches yet");
        assertThat(page.locator("voyage-connection")).containsText("Connecting…");

        page.unroute("**/v1/searches?*");
        page.reload();
        assertThat(page.locator("voyage-connection")).containsText("Nothing running");
    }

    /** The number of pixels of the map, in per cent, that show the survey. */
    private int surveyPercent() {
        return ((Number) page.evaluate("""
                () => {
                  const canvas = document.querySelector('voyage-app').renderRoot.querySelector('voyage-views').renderRoot
                    .querySelector('voyage-sky').renderRoot.querySelector('canvas.tiles');
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
                  let shown = 0;
                  for (let at = 3; at < data.length; at += 4) {
                    shown += data[at] === 255 ? 1 : 0;
                  }
                  return Math.round(100 * shown / (data.length / 4));
                }""")).intValue();
    }

    @Test
    void theSkySurveyOfTheDemoIsBehindTheMap() {
        visitor.search("3C 105", "numaster", "");
        visitor.sees("complete");
        Locator sky = page.locator("voyage-sky");
        Locator survey = sky.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Sky survey"));

        assertThat(survey).hasAttribute("aria-pressed", "true"); // of its own server: at once
        assertThat(sky.locator(".credit")).hasText("Invented sky · drawn by voyage, no observation");
        page.waitForCondition(() -> surveyPercent() > 99);
        sky.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("All sky"))
                .click();
        page.waitForCondition(() -> surveyPercent() > 10 && surveyPercent() < 90); // an ellipse
        survey.click();
        page.waitForCondition(() -> surveyPercent() == 0);
        assertThat(sky.locator(".credit")).hasCount(0);
    }

    @Test
    void whatAProblemMeansIsAPage() {
        visitor.search("Nosuch", "numaster", "");
        visitor.sees("failed");

        Page explained = page.waitForPopup(
                () -> trouble().getByText("About this problem").click());
        assertThat(explained.locator("h1")).hasText("Unknown target name");
        explained.getByText("All types of problems").click();
        assertThat(explained.locator("h1")).hasText("Types of problems");
        explained.navigate(base.resolve("/v1/searches/nosuch").toString());
        assertThat(explained.locator("h1")).isVisible();
        assertThat(explained.locator("a").first()).hasAttribute("href", "/problems/not-found");
    }
}
