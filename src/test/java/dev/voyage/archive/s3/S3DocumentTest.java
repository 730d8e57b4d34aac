package dev.voyage.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.archive.S3List;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3DocumentTest {

    private static final String WHOLE = S3List.page()
            .with("<Prefix>a/</Prefix><KeyCount>2</KeyCount>")
            .object("a/&amp;b", "<ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm>")
            .keys("a/c")
            .before("t0/=");

    private static S3Page page(String text) {
        return S3Document.page(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPageHasItsObjectsInOrderAndTheWayToTheNext() {
        var page = page(WHOLE);
        Instant then = Instant.parse("2024-03-12T21:33:07Z");
        assertThat(page.token()).isEqualTo("t0/=");
        assertThat(page.entries())
                .containsExactly(
                        new S3Page.Entry("a/&b", 17L, then, "\"0123\"", "CRC64NVME", null),
                        new S3Page.Entry("a/c", 17L, then, "\"0123\"", null, "STANDARD"));
    }

    @Test
    void keysAreDecodedOnlyWhereTheBucketSaysTheyAreEncoded() {
        assertThat(page(S3List.lastOf("a+b%20c")).entries().get(0).key()).isEqualTo("a+b%20c");
        String encoded = S3List.page()
                .keys("a+b%2Bc%C3%A9%0A/%25")
                .with("<EncodingType>url</EncodingType>")
                .last();
        assertThat(page(encoded).entries().get(0).key()).isEqualTo("a b+cé\n/%");
    }

    @Test
    void whatIsMissingIsMissing() {
        var entry = page(S3List.page().with("<Contents><Key>k</Key></Contents>").last())
                .entries()
                .get(0);
        assertThat(entry).isEqualTo(new S3Page.Entry("k", null, null, null, null, null));
        assertThat(page(S3List.lastOf()).entries()).isEmpty();
    }

    @Test
    void elementsOfAnOwnerAndOfThingsToComeArePassedOver() {
        String page = S3List.page()
                .object("k", "<Owner><Key>no</Key><ID>7</ID></Owner><Restore><Size>9</Size></Restore>")
                .with("<CommonPrefixes><Prefix>p/</Prefix><IsTruncated>true</IsTruncated></CommonPrefixes>")
                .last();
        assertThat(page(page).token()).isNull();
        assertThat(page(page).entries()).singleElement().satisfies(it -> {
            assertThat(it.key()).isEqualTo("k");
            assertThat(it.bytes()).isEqualTo(17);
        });
    }

    @Test
    void aDocumentCutAnywhereIsNeverAPage() {
        byte[] whole = WHOLE.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < whole.length; at++) {
            byte[] cut = Arrays.copyOf(whole, at);
            assertThatThrownBy(() -> S3Document.page(cut), "cut at %d", at)
                    .isInstanceOfSatisfying(
                            Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.CORRUPT));
        }
    }

    @Property(tries = 3000)
    void aDamagedDocumentIsAPageOrANamedProblem(
            @ForAll byte damage, @ForAll @IntRange(min = 0, max = 600) int at, @ForAll @IntRange(max = 600) int other) {
        byte[] bytes = WHOLE.getBytes(StandardCharsets.UTF_8);
        bytes[at % bytes.length] = damage;
        bytes[other % bytes.length] ^= (byte) (damage + 1);
        try {
            S3Document.page(bytes);
        } catch (Problem named) {
            assertThat(named.kind()).isIn(ProblemType.CORRUPT, ProblemType.MALFORMED);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "<html><body>Sorry</body></html>;web page",
                "<!DOCTYPE html><html></html>;web page",
                "{\"keys\": []};begins with \"{",
                "<ListAllMyBucketsResult/>;its root is \"ListAllMyBucketsResult\"",
                "<ListBucketResult/>;IsTruncated is \"\"",
                "<ListBucketResult><IsTruncated>maybe</IsTruncated></ListBucketResult>;\"maybe\"",
                "<ListBucketResult><IsTruncated>true</IsTruncated></ListBucketResult>;no NextContinuationToken",
                "<ListBucketResult><Contents><Size>1</Size></Contents></ListBucketResult>;without a key",
                "<ListBucketResult><Contents><Key>k</Key><Size>-1</Size></Contents></ListBucketResult>;\"-1\"",
                "<ListBucketResult><Contents><Key>k</Key><Size>99999999999999999999</Size></Contents>"
                        + "</ListBucketResult>;an invalid size",
                "<ListBucketResult><Contents><Key>k</Key><LastModified>today</LastModified></Contents>"
                        + "</ListBucketResult>;\"today\"",
                "<ListBucketResult></Wrong></ListBucketResult>;no XML",
                "<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult><x/>;no XML",
            })
    void whatIsNoListIsNamed(String document, String words) {
        assertThatThrownBy(() -> page(document))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.MALFORMED))
                .hasMessageContaining("no S3 list")
                .hasMessageContaining(words);
    }

    @Test
    void noDocumentReachesOutOrGrowsWithoutBound() {
        for (String dtd : new String[] {
            "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/\">"
        }) {
            assertThatThrownBy(() -> page(dtd + "<ListBucketResult>&e;</ListBucketResult>"))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("DTD");
            // placed so far back that the first check misses it
            assertThatThrownBy(() -> page("<!--" + " ".repeat(1000) + "-->" + dtd
                            + S3List.lastOf("k").substring(39)))
                    .isInstanceOf(Problem.class)
                    .hasMessageContaining("DTD");
        }
        assertThatThrownBy(() -> page("<ListBucketResult>" + "<a>".repeat(1_000_000)))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("deeper");
        assertThatThrownBy(() -> page(S3List.page().before("t".repeat(5000))))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("5000 characters");
    }

    @Test
    void anErrorIsNamedByItsCodeWhateverItsStatus() {
        assertThatThrownBy(() -> page(S3List.error("AccessDenied")))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.kind()).isEqualTo(ProblemType.REFUSED))
                .hasMessageContaining("\"AccessDenied\" \"No way\"");
        assertThatThrownBy(() -> page(S3List.error("SlowDown")))
                .isInstanceOfSatisfying(
                        Problem.class, it -> assertThat(it.retryable()).isTrue());
        assertThat(S3Document.words("<html>".getBytes(StandardCharsets.UTF_8))).isEmpty();
        assertThat(S3Document.words(new byte[0])).isEmpty();
    }
}
