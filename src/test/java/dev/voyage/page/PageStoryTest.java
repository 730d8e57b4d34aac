package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** 3C 105 in numaster, from typing to all files, as a person with a keyboard sees it. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(180)
class PageStoryTest {

    @TestHTTPResource("/")
    URI base;

    private Chromium chromium;
    private Page page;

    @BeforeEach
    void open() {
        chromium = Chromium.start();
        page = chromium.open();
        page.navigate(base.toString());
    }

    @AfterEach
    void close() {
        chromium.close();
    }

    private Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private Locator button(String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private Locator files() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Files"));
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
        assertThat(page.locator("voyage-head .badge")).hasText("complete");
        files().getByText("60061044004").click();
        assertThat(files().getByText("verified: size, gzip, FITS").first()).isVisible();

        assertThat(page).hasURL(Pattern.compile("target=3C\\+105&catalogue=numaster&.*&search=[0-9a-z]+"));
        page.reload();
        assertThat(files().getByText("15 of 15 files ended")).isVisible();
        assertThat(field("Condition on the rows")).hasValue("exposure_a <= 10000");
        assertThat(chromium.complaints()).isEmpty();
    }

    @Test
    void aConditionsMistakeIsShownWhereItIs() {
        field("Target").fill("3C 105");
        field("Catalogue").fill("numaster");
        field("Condition on the rows").fill("exposure_a <== 10000");
        button("Start search").click();

        assertThat(page.getByText("expected a column, a value or \"(\"")).isVisible();
        assertThat(page.locator("voyage-condition-field mark")).hasText("=");
        assertThat(field("Condition on the rows")).isFocused();
        assertThat(page.locator("voyage-head")).hasCount(0);
    }
}
