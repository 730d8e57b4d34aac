package dev.voyage.download.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTypesTest {

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            # name, promised, inside, kind
            x.fits, FITS, FITS, DATA
            x.FTS, FITS, FITS, DATA
            nu60061044002A01_cl.evt, FITS, FITS, DATA
            nu60061044002A01_cl.evt.gz, gzip, FITS, DATA
            x.fits.gz, gzip, FITS, DATA
            x.fits.gz~2, gzip, FITS, DATA
            x.ftz, gzip, FITS, DATA
            x.fits.fz, FITS, FITS, DATA
            x.fits.Z, compress, compress, DATA
            x.tgz, gzip, tar, DATA
            x.tar.gz, gzip, tar, DATA
            x.svgz, gzip, XML, DATA
            x.gz, gzip, -, DATA
            x.log.gz, gzip, -, DATA
            x.cat.gz, gzip, -, DATA
            x.fits.gz.md5, -, -, DATA
            x.fits.sig, -, -, DATA
            x.xml.gz, gzip, XML, DATA
            x.vot, XML, XML, XML
            x.cat, -, -, DATA
            x.img, -, -, DATA
            x.lc, -, -, DATA
            x.evt.old, -, -, DATA
            x.dat2, -, -, DATA
            report.html, -, -, PAGE
            report.html.en, -, -, PAGE
            index.php, -, -, PAGE
            notes.txt, -, -, TEXT
            pipe.log, -, -, TEXT
            data.json, -, -, JSON
            README, -, -, ANY
            .hidden, -, -, ANY
            v1.2.3, -, -, ANY
            about, -, -, ANY
            x., -, -, ANY
            """)
    void aNamePromisesWhatItsExtensionsSay(String name, String promised, String inside, NameTypes.NameKind kind) {
        NameTypes types = NameTypes.of(Path.of("/a", name));
        assertThat(types.signature().map(FileSignature::format).orElse(null)).isEqualTo(promised);
        assertThat(types.unzipped().signature().map(FileSignature::format).orElse(null))
                .isEqualTo(inside);
        assertThat(types.kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "x.gz, true",
        "x.gz.md5, true",
        "x.tgz.asc, true",
        "plot.svgz, true",
        "x.ftz, true",
        "gz, false",
        "x.fits, false",
        "x.gzip.dat, false",
        "x.Z.md5, false"
    })
    void gzipIsSaidByAnyExtension(String name, boolean says) {
        assertThat(NameTypes.of(Path.of(name)).saysGzip()).isEqualTo(says);
    }
}
