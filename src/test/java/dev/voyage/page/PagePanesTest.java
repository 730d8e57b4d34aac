package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where things are on the screen and on paper, and how a person moves them. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PagePanesTest extends PageTestBase {

    private void observations(String target, String catalogue) {
        page.getByText("Files, action and source").click();
        visitor.field("How far to go").selectOption("observations");
        visitor.search(target, catalogue, "");
        visitor.sees("complete");
        assertThat(page.locator("voyage-table [role=row][data-line]")).hasCount(5);
    }

    private Locator separator(String name) {
        return page.getByRole(AriaRole.SEPARATOR, new Page.GetByRoleOptions().setName(name));
    }

    private double width(String part) {
        return page.locator(part).boundingBox().width;
    }

    @Test
    void theLineBetweenMapAndTableMovesByPointerAndKeysAndStays() {
        observations("3C 105", "numaster");
        double before = width("voyage-sky");
        BoundingBox line = separator("Width of the map").boundingBox();
        double y = line.y + line.height / 2;
        page.mouse().move(line.x + line.width / 2, y);
        page.mouse().down();
        page.mouse().move(line.x + line.width / 2 + 150, y);
        page.mouse().up();
        assertThat(width("voyage-sky")).isBetween(before + 145, before + 155);

        separator("Width of the map").press("ArrowLeft");
        double after = width("voyage-sky");
        assertThat(after).isLessThan(before + 145);
        page.reload();
        assertThat(separator("Width of the map")).isVisible();
        assertThat(width("voyage-sky")).isBetween(after - 1, after + 1);

        separator("Width of the map").press("Home");
        assertThat(width("voyage-sky")).isBetween(before - 1, before + 1);
        separator("Height of the table").press("PageDown");
        assertThat(separator("Height of the table")).hasAttribute("aria-valuenow", "70");
        assertThat(visitor.barriers()).isEmpty();
    }

    @Test
    void eachPaneCanHaveAllOfTheRoom() {
        observations("3C 105", "numaster");
        for (String pane : new String[] {"Sky", "Table", "Timeline"}) {
            String part = "voyage-" + pane.toLowerCase(Locale.ROOT);
            double before = width(part);
            visitor.button("Enlarge: " + pane).click();
            assertThat(page.locator(part)).isVisible();
            assertThat(page.locator("voyage-sky, voyage-table, voyage-timeline")
                            .filter(new Locator.FilterOptions().setVisible(true)))
                    .hasCount(1);
            assertThat(width(part)).isGreaterThan(before + 300);
            page.keyboard().press("Escape");
            assertThat(visitor.button("Enlarge: " + pane)).isVisible();
            assertThat(width(part)).isEqualTo(before);
        }
    }

    @Test
    void aColumnIsAsWideAsAPersonWants() {
        observations("3C 105", "numaster");
        Locator name = page.getByRole(
                AriaRole.COLUMNHEADER,
                new Page.GetByRoleOptions().setName("name").setExact(true));
        double before = name.boundingBox().width;
        BoundingBox edge = name.locator(".edge").boundingBox();
        page.mouse().move(edge.x + 4, edge.y + 8);
        page.mouse().down();
        page.mouse().move(edge.x + 84, edge.y + 8);
        page.mouse().up();
        assertThat(name.boundingBox().width).isBetween(before + 75, before + 85);
        assertThat(name).hasAttribute("aria-sort", "none");

        name.click();
        assertThat(name).hasAttribute("aria-sort", "ascending");
        page.keyboard().press("Alt+ArrowLeft");
        assertThat(name.boundingBox().width).isBetween(before + 59, before + 69);
        name.locator(".edge").dblclick();
        assertThat(name.boundingBox().width).isBetween(before - 1, before + 1);
    }

    @Test
    void rowsThatLieCloseTogetherAreFittedAtTheEnd() {
        Locator summary = page.locator("voyage-sky #summary");
        observations("3C 105", "numaster");
        assertThat(summary).containsText(Pattern.compile("\\d(\\.\\d+)?′ across"));
        visitor.button("Reset").first().click();
        assertThat(summary).containsText(Pattern.compile("2(\\.\\d+)?° across"));
        visitor.button("Fit rows").click();
        assertThat(summary).containsText(Pattern.compile("\\d(\\.\\d+)?′ across"));
    }

    @Test
    void theEmptyPageLeadsToASearch() {
        assertThat(page.getByText("The steps of a search")).isVisible();
        assertThat(visitor.barriers()).isEmpty();
        page.getByText("Plan a download").click();
        assertThat(visitor.field("Target")).isFocused();
        assertThat(visitor.field("How far to go")).hasValue("plan");
        page.keyboard().press("Enter");
        visitor.sees("complete");
        assertThat(visitor.files()).containsText("planned");
        assertThat(page).hasTitle(Pattern.compile("^\\[complete] 1E 0657-56"));

        visitor.button("New search").click();
        page.locator("voyage-start").getByText("chanmaster").last().click();
        assertThat(visitor.field("Catalogue")).hasValue("chanmaster");
        assertThat(visitor.field("Target")).isFocused();
        assertThat(visitor.field("How far to go")).hasValue("download");
    }

    @Test
    void onPaperThereAreNoControlsAndNoDarkGround() {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        observations("3C 105", "numaster");
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.locator("voyage-form")).isHidden();
        assertThat(page.locator("voyage-take")).isHidden();
        assertThat(visitor.button("New search")).isHidden();
        assertThat(visitor.button("Fit rows")).isHidden();
        assertThat(page.locator("voyage-steps")).isVisible();
        assertThat(page.locator("voyage-table [role=row][data-line]")).hasCount(5);
        assertThat((String)
                        page.evaluate("() => getComputedStyle(document.documentElement).getPropertyValue('--panel')"))
                .isEqualTo("#ffffff");
    }

    @Test
    void onAVeryWideScreenTheHeadStandsOverTheBody() {
        page.setViewportSize(2560, 1300);
        BoundingBox name = page.locator("h1").boundingBox();
        BoundingBox form = page.locator("voyage-form").boundingBox();
        assertThat(name.x).isBetween(form.x - 2, form.x + 2);
    }
}
