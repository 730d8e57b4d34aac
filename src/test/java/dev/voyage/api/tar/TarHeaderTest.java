package dev.voyage.api.tar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.journal.record.FileRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Headers can be read back unchanged. */
class TarHeaderTest {

    private static final Instant MODIFIED = Instant.parse("2024-05-06T07:08:09Z");

    private static TarArchiveEntry read(byte[] header) throws IOException {
        try (var in = new TarArchiveInputStream(new ByteArrayInputStream(header), "UTF-8")) {
            return in.getNextEntry();
        }
    }

    @Property
    void anyNameAndSizeIsReadBack(@ForAll("names") String name, @ForAll("sizes") long size) throws IOException {
        byte[] header = TarHeader.of(name, size, MODIFIED);

        assertThat(header.length % 512).isZero();
        assertThat(TarHeader.length(name, size)).isEqualTo(header.length);
        TarArchiveEntry entry = read(header);
        assertThat(entry.getName()).isEqualTo(name);
        assertThat(entry.getSize()).isEqualTo(size);
        assertThat(entry.getLastModifiedTime().toInstant()).isEqualTo(MODIFIED);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withChars("abc -%~+#&äß☄/")
                .withChars('А', 'Я')
                .ofMinLength(1)
                .ofMaxLength(1200)
                .map(name -> "1/" + name.replaceAll("/+", "/") + "x");
    }

    @Provide
    Arbitrary<Long> sizes() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 1L << 50), Arbitraries.of(0L, (1L << 33) - 1, 1L << 33, (1L << 33) + 1));
    }

    @Example
    void aPlainNameTakesOneBlockUpTo99Bytes() {
        assertThat(TarHeader.of("1/" + "x".repeat(97), 1, MODIFIED)).hasSize(512);
        assertThat(TarHeader.of("1/" + "x".repeat(98), 1, MODIFIED)).hasSize(3 * 512);
        assertThat(TarHeader.of("1/x", (1L << 33) - 1, MODIFIED)).hasSize(512);
        assertThat(TarHeader.of("1/x", 1L << 33, MODIFIED)).hasSize(3 * 512);
    }

    @Example
    void datesThatDoNotFitAreTheNearestThatDo() throws IOException {
        assertThat(read(TarHeader.of("1/x", 1, null)).getLastModifiedTime().toMillis())
                .isZero();
        assertThat(read(TarHeader.of("1/x", 1, Instant.parse("1921-01-01T00:00:00Z")))
                        .getLastModifiedTime()
                        .toMillis())
                .isZero();
    }

    @Example
    void aHundredThousandFilesAreSurveyedWithoutBeingKept() {
        var survey = new TarLayout();
        for (int page = 0; page < 500; page++) {
            int from = page * 200;
            survey.take(java.util.stream.IntStream.range(from, from + 200)
                    .mapToObj(i -> file("1/" + i, 8_000_000_000L))
                    .toList());
        }
        survey.done();

        assertThat(survey.files()).isEqualTo(100_000);
        assertThat(survey.length()).isEqualTo((100_000L * (512 + 8_000_000_000L) + 1024 + 10239) / 10240 * 10240);
        assertThat(survey.has(file("1/99999", 8_000_000_000L))).isTrue();
        assertThat(survey.has(file("1/99999", 8_000_000_001L))).isFalse();
        assertThat(survey.has(file("1/100000", 8_000_000_000L))).isFalse();
    }

    @Example
    void theTagDependsOnNamesSumsAndDatesOnly() {
        FileRecord file = file("1/a", 3);
        String tag = tag(file);

        assertThat(tag(new FileRecord(
                        "other",
                        file.file(),
                        null,
                        null,
                        FileRecord.State.SKIPPED,
                        3L,
                        file.sha256(),
                        MODIFIED,
                        null,
                        "unchanged",
                        null)))
                .isEqualTo(tag);
        assertThat(tag(file("1/b", 3))).isNotEqualTo(tag);
    }

    private static String tag(FileRecord file) {
        var survey = new TarLayout();
        survey.take(List.of(file));
        return survey.done().etag();
    }

    private static FileRecord file(String path, long bytes) {
        return new FileRecord(
                "s",
                path,
                "1",
                "https://archive.test/" + path,
                FileRecord.State.COMPLETED,
                bytes,
                "0".repeat(64),
                MODIFIED,
                "https",
                null,
                null);
    }
}
