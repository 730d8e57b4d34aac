package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Everything about one observation in one place: its columns with units, the links of the archive, its files. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PageDetailsTest extends PageTestBase {

    private static final Pattern LINE = Pattern.compile("\\b60061044004\\b");

    @Test
    void aRowItsLinksAndItsFiles() {
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        row("60061044004").dblclick();

        Locator details = details();
        assertThat(details.getByRole(AriaRole.HEADING).first()).hasText(LINE);
        Locator columns = details.getByRole(AriaRole.TABLE).first();
        assertThat(line(columns, "exposure_a")).hasText(Pattern.compile("6208\\.4217\\s+s\\s+time\\.duration"));
        assertThat(line(columns, "ra")).hasText(Pattern.compile("61\\.8034\\s+deg\\s+pos\\.eq\\.ra"));
        assertThat(line(columns, "observation_mode")).containsText("SCIENCE");
        Locator links = details.getByRole(AriaRole.TABLE).nth(1);
        assertThat(line(links, "directory (content-type)").getByRole(AriaRole.LINK))
                .hasAttribute("href", Pattern.compile("^http://127\\.0\\.0\\.1.*60061044004/$"));
        assertThat(line(links, "Bibliography")).containsText("not fetched");
        assertThat(details.locator(".file")).hasCount(16);
        assertThat(visitor.barriers()).isEmpty();
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(visitor.barriers()).isEmpty();

        details.getByLabel("View event_cl/nu60061044004A01_sk.img.gz").click();
        Locator viewer = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("View of a file"));
        assertThat(viewer.getByRole(AriaRole.IMG)).hasAttribute("alt", Pattern.compile("sk\\.img\\.gz$"));
        page.keyboard().press("Escape");
        assertThat(viewer).hasCount(0);
        assertThat(details).isVisible();
        page.keyboard().press("Escape");
        assertThat(details).hasCount(0);
        assertThat(visitor.complaints()).isEmpty();
    }

    /** A rejected row was never looked up; a page that is loaded again, by a snapshot, still knows the links of the others. */
    @Test
    void aRejectedRowAndAPageThatIsLoadedAgain() {
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        row("60261003002").click();
        visitor.button("Details of 60261003002").click();
        assertThat(details()).containsText("rejected");
        assertThat(details()).containsText("No links are recorded for this observation.");
        assertThat(details()).containsText("No files.");
        details().getByText("Close").click();
        assertThat(details()).hasCount(0);

        page.reload();
        visitor.sees("complete");
        row("60061044006").click();
        page.keyboard().press("d");
        assertThat(details().getByRole(AriaRole.HEADING).first()).hasText("60061044006");
        assertThat(line(details().getByRole(AriaRole.TABLE).nth(1), "Bibliography"))
                .isVisible();
        assertThat(visitor.complaints()).isEmpty();
    }

    private Locator details() {
        return page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Details of an observation"));
    }

    /** The table's line of an observation. */
    private Locator row(String observation) {
        return page.locator("voyage-table .body [data-line]")
                .filter(new Locator.FilterOptions().setHasText(observation));
    }

    private static Locator line(Locator table, String text) {
        return table.locator("tbody tr")
                .filter(new Locator.FilterOptions()
                        .setHas(table.page().getByText(text, new Page.GetByTextOptions().setExact(true))));
    }
}
