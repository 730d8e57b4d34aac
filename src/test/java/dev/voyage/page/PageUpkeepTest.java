package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ended search is verified, pinned, unpinned, and deleted on the page. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PageUpkeepTest extends PageTestBase {

    @Test
    void anEndedSearchIsVerifiedPinnedAndDeleted() {
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        String search = visitor.searchOnScreen();
        Locator told = page.locator("voyage-upkeep [role=status]");

        visitor.button("Verify files").click();
        assertThat(told).containsText("✓ 48 files on disk and whole (");

        visitor.button("Pin").click();
        assertThat(visitor.button("Unpin")).isVisible();
        assertThat(visitor.button("Delete …")).isDisabled();
        assertThat(visitor.barriers()).isEmpty();
        page.reload();
        visitor.sees("complete");
        assertThat(told).containsText("Pinned: it stays until it is unpinned.");
        visitor.button("Unpin").click();
        assertThat(visitor.button("Pin")).isVisible();

        visitor.button("Delete …").click();
        Locator sure = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("Delete"));
        assertThat(visitor.barriers()).isEmpty();
        sure.getByText("Keep it").click();
        assertThat(page.locator("voyage-head .badge")).hasText("complete");
        visitor.button("Delete …").click();
        sure.getByRole(AriaRole.CHECKBOX).check();
        sure.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete"))
                .last()
                .click();
        assertThat(page.locator("voyage-head")).hasCount(0);
        assertThat(visitor.searchOnScreen()).isNull();
        assertThat(page.locator("voyage-searches a[href*=\"" + search + "\"]")).hasCount(0);
        assertThat(page.request().get(base + "v1/searches/" + search).status()).isEqualTo(404);
        assertThat(visitor.complaints()).isEmpty();
    }

    /** A search of rows has no files, so there is nothing to verify. */
    @Test
    void aSearchOfRowsHasNothingOnDisk() {
        page.getByText("Files, action and source").click();
        visitor.field("How far to go").selectOption("observations");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        assertThat(visitor.button("Pin")).isVisible();
        assertThat(visitor.button("Verify files")).hasCount(0);
    }
}
