package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 3C 105 in numaster, from the first key to all files, as a keyboard user sees it. */
@QuarkusTest
@TestProfile(PageStoryTest.OfItsOwn.class)
@NeedsChromium
@Timeout(900)
class PageStoryTest extends PageTestBase {

    /** A separate data directory: files from other test classes would be reported as unchanged. */
    public static class OfItsOwn extends PageProfile {}

    private Locator field(String label) {
        return visitor.field(label);
    }

    private Locator files() {
        return visitor.files();
    }

    @Test
    void fromTypingToAllFilesComplete() {
        page.keyboard().press("/");
        page.keyboard().type("3C 105");
        assertThat(page.getByText("61.81861")).isVisible();

        page.keyboard().press("Tab");
        page.keyboard().type("nust");
        assertThat(page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("NuSTAR Master Catalog")))
                .isVisible();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(field("Catalogue")).hasValue("numaster");

        page.keyboard().press("Tab");
        page.keyboard().type("exposure_a <= 10000");
        page.getByText("Files, action and source").click();
        field("Only files like").fill("event_cl/*");
        page.keyboard().press("Enter");

        assertThat(page.getByText("5 rows, 3 selected")).isVisible();
        assertThat(files().getByText("15 of 15 files ended")).isVisible();
        visitor.sees("complete");
        files().getByText("60061044004").click();
        assertThat(files().getByText("verified: size, gzip, FITS").first()).isVisible();

        assertThat(page).hasURL(Pattern.compile("target=3C\\+105&catalogue=numaster&.*&search=[0-9a-z]+"));
        page.reload();
        assertThat(files().getByText("15 of 15 files ended")).isVisible();
        assertThat(field("Condition on the rows")).hasValue("exposure_a <= 10000");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void aConditionsMistakeIsShownWhereItIs() {
        field("Target").fill("3C 105");
        field("Catalogue").fill("numaster");
        field("Condition on the rows").fill("exposure_a <== 10000");
        visitor.button("Start search").click();

        assertThat(page.getByText("expected a column, a value or \"(\"")).isVisible();
        assertThat(page.locator("voyage-condition-field mark")).hasText("=");
        assertThat(field("Condition on the rows")).isFocused();
        assertThat(page.locator("voyage-head")).hasCount(0);
    }

    @Test
    void whatTheServiceRefusesIsShownAtItsField() {
        String tooMany =
                IntStream.rangeClosed(1, 21).mapToObj(number -> "t" + number).collect(joining("; "));
        visitor.search("3C 105", tooMany, "");

        assertThat(field("Catalogue")).isFocused();
        assertThat(field("Catalogue")).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("voyage-catalogue-field .told")).containsText("20");
        assertThat(page.locator("voyage-head")).hasCount(0);
    }

    @Test
    void severalTargetsAndCataloguesAreOneSearch() {
        field("Radius (degrees)").fill("0.2");
        page.getByText("Files, action and source").click();
        field("How far to go").selectOption("observations");
        visitor.search("3C 105; 61.8 +3.7", "numaster; chanmaster", "");

        visitor.sees("complete");
        assertThat(page.locator("voyage-head h2")).containsText("3C 105; 61.8 +3.7");
        assertThat(page.locator("voyage-head h2")).containsText("numaster; chanmaster");
        assertThat(page.locator("voyage-table [role=row][data-line]").first()).isVisible();
        assertThat(page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("target")))
                .isVisible();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void rowsOfSeveralCataloguesAreTakenCatalogueByCatalogue() {
        page.getByText("Files, action and source").click();
        field("How far to go").selectOption("observations");
        visitor.search("3C 105; Nobody 123", "numaster; chanmaster", "");
        visitor.sees("partly failed");
        assertThat(page.locator("voyage-notices .failures summary")).containsText("1 target failed");

        Locator csv = page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("CSV"));
        assertThat(answer(csv)).startsWith("__row,").contains("exposure_a");
        field("Catalogue of the rows").selectOption("chanmaster");
        assertThat(csv).hasAttribute("href", Pattern.compile("catalogue=chanmaster"));
        assertThat(answer(csv)).startsWith("__row,").doesNotContain("exposure_a");
    }

    /** The response at a link. */
    private String answer(Locator link) {
        return page.request()
                .get(base.resolve(link.getAttribute("href")).toString())
                .text();
    }

    @Test
    void whatIsSaidOfACatalogueIsNotSaidOfAnother() {
        Locator told = page.locator("voyage-catalogue-field .told");
        page.route("**/v1/catalogues*", route -> {}); // a response that never arrives
        field("Catalogue").pressSequentially("x-ray");
        assertThat(told).hasText("Querying the registry…");
        field("Target").focus();
        assertThat(told).containsText("Table name");

        page.unroute("**/v1/catalogues*");
        field("Catalogue").fill("");
        field("Catalogue").pressSequentially("nust");
        assertThat(told).containsText("catalogue found");
        page.getByText("Download cleaned events").click();
        assertThat(told).containsText("Table name");
    }

    @Test
    void whatIsPressedIsToldApartInForcedColoursToo() {
        page.emulateMedia(new Page.EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        String ground = "each => getComputedStyle(each).backgroundColor";
        for (String[] pair : new String[][] {{"All", "Failed"}, {"Field", "All sky"}, {"Log", "Linear"}}) {
            assertThat(visitor.button(pair[0]).evaluate(ground))
                    .as(pair[0])
                    .isNotEqualTo(visitor.button(pair[1]).evaluate(ground));
        }
    }

    @Test
    void theKeysAreTold() {
        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(page.getByText("go to the target field")).isVisible();
        page.keyboard().press("Escape");
        assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void nobodyIsKeptOut(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        assertThat(field("Target")).isVisible();
        assertThat(visitor.barriers()).as("empty page").isEmpty();

        page.keyboard().press("?");
        assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
        assertThat(visitor.barriers()).as("keys").isEmpty();
        page.keyboard().press("Escape");

        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        assertThat(page.locator("voyage-steps")).isVisible();
        assertThat(visitor.barriers()).as("running").isEmpty();
        visitor.sees("complete");
        files().getByText("60061044004").click();
        assertThat(page.locator("voyage-timeline")).isVisible();
        assertThat(visitor.barriers()).as("finished").isEmpty();
    }
}
