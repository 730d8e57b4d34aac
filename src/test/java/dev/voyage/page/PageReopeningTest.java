package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.BoundingBox;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An ended search is opened from its snapshot, without a stream. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PageReopeningTest extends PageTestBase {

    private final List<String> requested = new CopyOnWriteArrayList<>();

    private void searched() {
        page.getByText("Files, action and source").click();
        visitor.field("Only files like").fill("event_cl/*");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        page.onRequest(request -> requested.add(request.url()));
    }

    /** Steps without their durations, counts, lanes and rows, as text. */
    private List<String> shown() {
        assertThat(page.locator("voyage-table [role=row][data-line]")).hasCount(5);
        assertThat(visitor.files().getByText("15 of 15 files ended")).isVisible();
        return List.of(
                page.locator("voyage-steps .what").allInnerTexts().toString(),
                page.locator("voyage-files header").innerText(),
                page.locator("voyage-files .lane").allInnerTexts().toString(),
                page.locator("voyage-sky #summary").innerText().replaceFirst("; centre.*", ""), // of the window's size
                page.locator("voyage-table [role=row][data-line]")
                        .allInnerTexts()
                        .toString());
    }

    @Test
    void anEndedSearchIsOpenedFromItsSnapshotAndLooksTheSame() {
        searched();
        List<String> before = shown();

        page.reload();

        visitor.sees("complete");
        assertThat(shown()).isEqualTo(before);
        assertThat(requested).anyMatch(url -> url.endsWith("/snapshot"));
        assertThat(requested).noneMatch(url -> url.contains("/v1/events"));
        assertThat(visitor.heard()).isEmpty();
        visitor.files().getByText("60061044004").click();
        assertThat(visitor.files()
                        .getByText(Pattern.compile("verified: size, gzip, FITS|already here"))
                        .first())
                .isVisible();
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void withoutItsSnapshotTheStreamHasAllOfIt() {
        searched();
        List<String> before = shown();
        page.route("**/snapshot", Route::abort);

        page.reload();

        visitor.sees("complete");
        assertThat(shown()).isEqualTo(before);
        assertThat(visitor.heard()).isNotEmpty();
    }

    @Test
    void aSearchIsRenamedAndFoundUnderItsName() {
        searched();
        Locator heading = page.locator("voyage-head h2");
        visitor.button("Rename").click();
        assertThat(visitor.barriers()).isEmpty();
        page.keyboard().type("Jets of <i>3C 105</i>");
        page.keyboard().press("Enter");
        assertThat(heading).hasText("Jets of <i>3C 105</i>");
        assertThat(page.locator("voyage-head .named")).containsText("numaster");
        assertThat(page.locator("voyage-searches li.shown a")).hasText("Jets of <i>3C 105</i>");
        assertThat(page).hasTitle(Pattern.compile("^\\[complete] Jets of "));

        page.reload();
        assertThat(heading).hasText("Jets of <i>3C 105</i>");
        visitor.button("Rename").click();
        page.keyboard().press("Delete");
        visitor.button("Save").click();
        assertThat(heading).containsText("3C 105 · numaster");

        visitor.button("Rename").click();
        page.keyboard().type("not this");
        page.keyboard().press("Escape");
        assertThat(heading).containsText("3C 105 · numaster");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void aFileAndAnObservationAreRequestedAgain() {
        searched();
        visitor.lane("60061044004").click();
        visitor.button("Fetch event_cl/nu60061044004A01_sk.img.gz again").click();
        assertThat(page.locator("voyage-head .asked")).containsText("retry of");
        visitor.sees("complete");
        assertThat(visitor.files().getByText("1 of 1 file ended")).isVisible();
        assertThat(page.locator("voyage-table [role=row][data-line]")).hasCount(1);

        visitor.lane("60061044004").click();
        visitor.button("All files of it again").click();
        assertThat(visitor.files().getByText("5 of 5 files ended")).isVisible();
        visitor.sees("complete");
        assertThat(visitor.complaints()).isEmpty();
    }

    @Test
    void theEdgeOfAColumnMovesInASearchThatWasOpened() {
        searched();
        page.reload();
        visitor.sees("complete");
        Locator name = page.locator("voyage-table [role=columnheader]").nth(1);
        double before = name.boundingBox().width;
        BoundingBox edge = name.locator(".edge").boundingBox();

        page.mouse().move(edge.x + 4, edge.y + 8);
        page.mouse().down();
        page.mouse().move(edge.x + 64, edge.y + 8);
        page.mouse().up();

        assertThat(name.boundingBox().width).isBetween(before + 55, before + 65);
    }
}
