package dev.voyage.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of a service that requires authentication. */
@QuarkusTest
@TestProfile(PageProfileOfTokens.class)
@NeedsChromium
@Timeout(900)
class PageTokenTest {

    @TestHTTPResource("/")
    URI base;

    @Test
    void oneSaysWhoOneIsOnceAndStreamsAndFilesGoByTickets() throws Exception {
        try (var visitor = Visitor.at(base)) {
            var page = visitor.page;
            assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
            assertThat(visitor.barriers()).isEmpty();
            visitor.field("Access token").fill("not-the-secret-at-all");
            visitor.button("Continue").click();
            assertThat(visitor.field("Access token")).hasValue("");
            visitor.field("Access token").fill(PageProfileOfTokens.SECRET);
            visitor.button("Continue").click();
            assertThat(page.getByRole(AriaRole.DIALOG)).hasCount(0);
            assertThat(page.getByText("No searches yet.")).isVisible();

            visitor.search("3C 105", "numaster", "exposure_a <= 10000");
            visitor.sees("complete");
            visitor.files().getByText("60061044004").click();
            Download download = page.waitForDownload(
                    () -> page.locator("voyage-files a[download]").first().click());
            assertThat(Files.size(download.path())).isPositive();

            page.reload();
            visitor.sees("complete");
            assertThat((List<?>) page.evaluate("() => performance.getEntriesByType('resource').map((it) => it.name)"))
                    .noneMatch(name -> name.toString().contains(PageProfileOfTokens.SECRET));
            try (var other = Visitor.at(base.resolve("/?search=" + visitor.searchOnScreen()))) {
                other.field("Access token").fill(PageProfileOfTokens.SECRET);
                other.button("Continue").click();
                other.sees("complete"); // the search in its address
            }
        }
    }
}
