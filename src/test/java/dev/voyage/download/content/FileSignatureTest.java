package dev.voyage.download.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.download.AtAnArchive;
import dev.voyage.download.SummedFits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileSignatureTest {

    private static final String EVERY = "fits fit fts evt arf rmf fz gz tgz ftz svgz z bz2 xz lz zst lz4 7z rar zip npz"
            + " tar png jpg jpeg gif tif pdf ps eps h5 hdf5 nc hdf cdf asdf parquet arrow npy sqlite xml vot svg";

    @ParameterizedTest
    @CsvSource(textBlock = """
            fits, 53494d504c4520203d20
            gz, 1f8b0808
            z, 1f9d90
            z, 1f8b0808
            bz2, 425a6839314159
            xz, fd377a585a000004
            lz, 4c5a495001
            zst, 28b52ffd24
            zst, 502a4d1804000000
            lz4, 04224d18
            7z, 377abcaf271c0004
            rar, 526172211a0701
            zip, 504b030414
            zip, 504b050600000000
            png, 89504e470d0a1a0a0000000d
            jpg, ffd8ffe000104a464946
            jpg, 89504e470d0a1a0a0000000d
            gif, 474946383961
            tif, 49492a0008000000
            tif, 4d4d002a
            webp, 524946462400000057454250
            pdf, 255044462d312e37
            ps, 252150532d41646f6265
            ps, 04252150532d41646f6265
            eps, c5d0d3c620000000
            h5, 894844460d0a1a0a
            nc, 43444601
            nc, 894844460d0a1a0a
            hdf, 0e031301
            cdf, cdf300010000ffff
            asdf, 234153444620312e302e30
            parquet, 50415231
            arrow, 4152524f5731
            npy, 934e554d505901
            xml, 3c3f786d6c
            xml, efbbbf0a3c61
            xml, fffe3c006100
            xml, feff003c0061
            xml, 3c003f007800
            vot, 0a20203c564f5441424c45
            """)
    void whatAFormatBeginsWithIsIt(String extension, String hex) {
        FileSignature signature = FileSignature.of(extension).orElseThrow();
        byte[] bytes = HexFormat.of().parseHex(hex);
        assertThat(signature.fits(FirstBytes.of(bytes))).isTrue();
        assertThat(signature.fits(FirstBytes.of(Arrays.copyOf(bytes, 9000)))).isTrue();
    }

    @Test
    void noFormatBeginsAsAnExcuseDoes() {
        List<String> excuses = List.of(
                "Service temporarily unavailable\n",
                "{\"error\": 503}",
                "\r\n\r\n403",
                "Bad gateway",
                "PKI error",
                "BM");
        for (String extension : EVERY.split(" ", -1)) {
            FileSignature signature = FileSignature.of(extension).orElseThrow();
            for (String excuse : excuses.subList(0, 5)) {
                assertThat(signature.fits(FirstBytes.of(excuse.getBytes(StandardCharsets.UTF_8))))
                        .as(extension + " " + excuse)
                        .isFalse();
            }
            assertThat(signature.fits(FirstBytes.of(new byte[0]))).as(extension).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 512, 1024, 2048, 4096})
    void hdf5MayLieBehindAUserBlock(int at) {
        byte[] file = new byte[8192];
        System.arraycopy(HexFormat.of().parseHex("894844460d0a1a0a"), 0, file, at, 8);
        assertThat(FileSignature.of("h5").orElseThrow().fits(FirstBytes.of(file)))
                .isTrue();
        assertThat(FileSignature.of("h5").orElseThrow().fits(FirstBytes.of(Arrays.copyOf(file, at + 7))))
                .isFalse();
    }

    @Test
    void tarIsKnownByItsSumWithAndWithoutMagic() {
        FileSignature tar = FileSignature.of("tar").orElseThrow();
        for (String magic : List.of("ustar\u000000", "ustar  \u0000", "")) {
            byte[] file = tar("obs/events.evt", magic);
            assertThat(tar.fits(FirstBytes.of(file))).as(magic).isTrue();
            file[3] ^= 1;
            assertThat(tar.fits(FirstBytes.of(file))).as(magic).isFalse();
        }
        assertThat(tar.fits(FirstBytes.of(tar("né", "")))).isTrue();
        assertThat(tar.fits(FirstBytes.of(new byte[1024]))).isTrue();
        assertThat(tar.fits(FirstBytes.of(new byte[511]))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "ISO-8859-1", "IBM037"})
    void xmlMayBeInAnyCharset(String charset) {
        byte[] document = "<?xml version='1.0'?><a>é</a>".getBytes(Charset.forName(charset));
        assertThat(FileSignature.of("xml").orElseThrow().fits(FirstBytes.of(document)))
                .isTrue();
        assertThat(FileSignature.of("xml")
                        .orElseThrow()
                        .fits(FirstBytes.of("sorry".getBytes(Charset.forName(charset)))))
                .isFalse();
    }

    @Test
    void whatJavaWritesIsKnown() throws IOException {
        var zip = new ByteArrayOutputStream();
        try (var out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("a"));
        }
        assertThat(FileSignature.of("npz").orElseThrow().fits(FirstBytes.of(zip.toByteArray())))
                .isTrue();
        assertThat(FileSignature.of("gz").orElseThrow().fits(FirstBytes.of(AtAnArchive.gzip(new byte[3]))))
                .isTrue();
        assertThat(FileSignature.of("fits").orElseThrow().fits(FirstBytes.of(SummedFits.FILE)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            <!DOCTYPE HTML SYSTEM 'x'>                     | HTML
            <?xml version='1.0'?><!-- <a> --><HTML>        | HTML
            <!-- a --><!-- b --> <body onload=''>          | HTML
            <!-- it does not end                           | PAGE_PIECE
            <h1>404</h1>                                   | PAGE_PIECE
            <pre>listing                                   | PAGE_PIECE
            <!DOCTYPE VOTABLE SYSTEM 'x'><VOTABLE/>        | XML
            <header1/>                                     | XML
            <VOTABLE version='1.4'/>                       | XML
            <Error xmlns='x'><Code>AccessDenied</Code>     | STORE_ERROR
            <Error>no code</Error>                         | XML
            {"a": 1}                                       | JSON
            [{"a": 1}]                                     | JSON
            [section]                                      | TEXT
            {braces}                                       | TEXT
            sorry                                          | TEXT
            """)
    void theFormOfABodyIsSeenInItsBeginning(String text, BodyForm form) {
        for (String charset : List.of("UTF-8", "UTF-16", "UTF-16LE")) {
            assertThat(BodyForm.of(FirstBytes.of(("\n " + text).getBytes(Charset.forName(charset)))))
                    .as(charset)
                    .isEqualTo(form);
        }
        assertThat(BodyForm.of(FirstBytes.of((text + "\u0000\u0001").getBytes(StandardCharsets.UTF_8))))
                .isEqualTo(BodyForm.OTHER);
    }

    private static byte[] tar(String name, String magic) {
        byte[] block = new byte[1024];
        put(block, 0, name);
        put(block, 100, "0000644\u00000000000\u00000000000\u000000000000012\u000014000000000\u0000        0");
        put(block, 257, magic);
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += block[i] & 0xff;
        }
        put(block, 148, "%06o\u0000 ".formatted(sum));
        return block;
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }
}
