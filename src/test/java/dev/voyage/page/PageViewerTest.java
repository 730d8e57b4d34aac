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

/** Files that are here are looked at one after the other. */
@QuarkusTest
@TestProfile(PageProfile.class)
@NeedsChromium
@Timeout(900)
class PageViewerTest extends PageTestBase {

    @Test
    void picturesAndHeadersOfAnObservationsFiles() {
        page.getByText("Files, action and source").click();
        visitor.field("Only files like").fill("event_cl/*");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        visitor.lane("60061044004").click();
        visitor.button("View event_cl/nu60061044004A01_sk.img.gz").click();

        Locator viewer = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("View of a file"));
        Locator picture = viewer.getByRole(AriaRole.IMG).first();
        assertThat(picture).hasAttribute("alt", "Picture of 60061044004/event_cl/nu60061044004A01_sk.img.gz");
        assertThat(picture).hasJSProperty("naturalWidth", 64);
        Object asinh = picture.getAttribute("src");
        viewer.getByLabel("Stretch").selectOption("linear");
        assertThat(picture).not().hasAttribute("src", asinh.toString());
        assertThat(visitor.barriers()).isEmpty();
        Locator lines = viewer.locator("voyage-sky-picture svg");
        viewer.getByText("Grid").hover();
        assertThat(lines).hasCSS("opacity", "0");
        lines.hover(); // in the middle
        assertThat(lines).hasCSS("opacity", "1");
        assertThat(viewer.locator("voyage-sky-picture p"))
                .hasText(Pattern.compile("^61\\.80\\d+ \\+3\\.68\\d+ · 04h07m1.* \\+03°41′.* · FK5 J2000$"));
        viewer.getByText("Grid").hover();
        assertThat(lines).hasCSS("opacity", "0");
        viewer.getByText("Grid").click();
        assertThat(lines).hasCSS("opacity", "1");
        assertThat(lines.locator("text").first()).containsText("+03°37′");
        assertThat(visitor.barriers()).isEmpty();

        viewer.getByText("Headers").click();
        assertThat(viewer.locator("pre")).containsText("HDU 0: PRIMARY");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        assertThat(visitor.barriers()).isEmpty();
        Locator place = viewer.getByRole(AriaRole.STATUS);
        String before = place.textContent();
        page.keyboard().press("ArrowLeft");
        assertThat(place).not().hasText(before);
        assertThat(viewer.locator("pre")).containsText("HDU 1: BINTABLE");
        viewer.getByText("Histogram").click();
        assertThat(viewer.getByRole(AriaRole.IMG))
                .hasAttribute("aria-label", Pattern.compile("^[\\d,]+ values of START"));
        assertThat(visitor.barriers()).isEmpty();
        viewer.getByLabel("Column").fill("STOP");
        viewer.getByLabel("Column").press("Enter");
        assertThat(viewer.getByRole(AriaRole.IMG)).hasAttribute("aria-label", Pattern.compile(" values of STOP"));
        viewer.getByText("Picture").click();
        assertThat(viewer.getByRole(AriaRole.ALERT)).containsText("the file has no image of two or more axes");
        page.keyboard().press("Escape");
        assertThat(viewer).hasCount(0);
    }

    @Test
    void imagesAreSmallPicturesInTheirLanes() {
        page.getByText("Files, action and source").click();
        visitor.field("Only files like").fill("event_cl/*");
        visitor.search("3C 105", "numaster", "exposure_a <= 10000");
        visitor.sees("complete");
        Locator pictures = page.locator("voyage-files .lane[data-id=\"60061044004\"] voyage-thumbnail");
        pictures.first().scrollIntoViewIfNeeded(); // they are loaded when they come into sight
        assertThat(pictures.first().locator("img")).hasJSProperty("naturalWidth", 64);
        assertThat(page.locator("voyage-files .lane")
                        .first()
                        .locator("voyage-thumbnail img")
                        .first())
                .isVisible();
        assertThat(visitor.barriers()).isEmpty();

        pictures.first().getByRole(AriaRole.BUTTON).press("Enter");
        Locator viewer = page.getByRole(AriaRole.DIALOG, new Page.GetByRoleOptions().setName("View of a file"));
        assertThat(viewer.getByRole(AriaRole.IMG)).hasAttribute("alt", Pattern.compile("sk\\.img\\.gz$"));
        page.keyboard().press("Escape");
        assertThat(visitor.complaints()).isEmpty();
    }
}
