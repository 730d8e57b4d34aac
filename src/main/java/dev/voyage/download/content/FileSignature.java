package dev.voyage.download.content;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The signatures of a format, and the extensions that promise it. Extensions that several formats share ({@code .cat},
 * {@code .img}, {@code .lc}, {@code .dat}) promise none.
 *
 * @param format its name in messages
 * @param extensions in lower case, separated by blanks
 * @param begins true for the beginning of such a file
 */
public record FileSignature(String format, String extensions, Predicate<FirstBytes> begins) {

    private static final int TAR_BLOCK = 512;
    private static final int TAR_SUM = 148;
    private static final int TAR_SUM_END = 156;

    /** Many images have the extension of another image format, and viewers accept it. */
    private static final Predicate<FirstBytes> IMAGE = hex(
            "89504e470d0a1a0a", // PNG
            "ffd8ff", // JPEG
            "474946383761", // GIF87a
            "474946383961", // GIF89a
            "49492a00", // TIFF
            "4d4d002a",
            "49492b00", // BigTIFF
            "4d4d002b",
            "424d", // BMP
            "52494646........57454250", // WebP
            "0000000c6a5020200d0a870a", // JPEG 2000
            "ff4fff51");

    private static final List<FileSignature> TABLE = List.of(
            new FileSignature("FITS", "fits fit fts evt arf rmf fz", text("SIMPLE  =")),
            new FileSignature("gzip", "gz tgz ftz svgz taz", hex("1f8b")),
            // gzip and uncompress unpack all four
            new FileSignature("compress", "z", hex("1f9d", "1fa0", "1f1e", "1f8b08")),
            new FileSignature("bzip2", "bz2 tbz tbz2", text("BZh")),
            new FileSignature("xz", "xz txz", hex("fd377a585a00")),
            new FileSignature("lzip", "lz", text("LZIP")),
            new FileSignature("Zstandard", "zst zstd tzst", hex("28b52ffd", "5.2a4d18")),
            new FileSignature("LZ4", "lz4", hex("04224d18", "02214c18")),
            new FileSignature("7z", "7z", hex("377abcaf271c")),
            new FileSignature("RAR", "rar", hex("526172211a07")),
            new FileSignature(
                    "ZIP",
                    "zip npz jar docx xlsx pptx odt ods odp epub kmz",
                    hex("504b0304", "504b0506", "504b0708", "504b3030504b0304")),
            new FileSignature("tar", "tar", FileSignature::isTar),
            new FileSignature("image", "png jpg jpeg jpe gif tif tiff bmp webp jp2", IMAGE),
            new FileSignature("PDF", "pdf", first -> first.contains("%PDF-", 1024)), // readers search this far
            new FileSignature("PostScript", "ps eps", FileSignature::isPostScript),
            new FileSignature("HDF5", "h5 hdf5 he5 nxs", FileSignature::isHdf5),
            new FileSignature("HDF", "hdf h4 he4", hex("0e031301").or(FileSignature::isHdf5)),
            new FileSignature(
                    "netCDF",
                    "nc nc4 netcdf",
                    hex("43444601", "43444602", "43444605").or(FileSignature::isHdf5)),
            new FileSignature(
                    "CDF",
                    "cdf",
                    hex("cdf30001", "cdf26002", "0000ffff0000ffff", "434446").or(FileSignature::isHdf5)),
            new FileSignature("ASDF", "asdf", text("#ASDF")),
            new FileSignature("Parquet", "parquet", text("PAR1").or(text("PARE"))),
            new FileSignature("Arrow", "arrow feather", text("ARROW1").or(text("FEA1"))),
            new FileSignature("NumPy", "npy", hex("934e554d5059")),
            new FileSignature("SQLite", "sqlite sqlite3", text("SQLite format 3")),
            new FileSignature("XML", "xml vot votable xsd xsl xslt wsdl svg kml gml", FileSignature::isXml));

    private static final Map<String, FileSignature> BY_EXTENSION = TABLE.stream()
            .flatMap(row -> Arrays.stream(row.extensions().split(" ", -1)).map(it -> Map.entry(it, row)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));

    /** The format that an extension promises; in lower case and without its dot. */
    static Optional<FileSignature> of(String extension) {
        return Optional.ofNullable(BY_EXTENSION.get(extension));
    }

    /** Whether a file of this format may begin with these bytes. */
    public boolean fits(FirstBytes first) {
        return begins.test(first);
    }

    public boolean isFits() {
        return format.equals("FITS");
    }

    public boolean isImage() {
        return format.equals("image");
    }

    public boolean isGzip() {
        return format.equals("gzip");
    }

    private static Predicate<FirstBytes> text(String ascii) {
        return first -> first.startsWith(ascii);
    }

    /** Any of these signatures, in hexadecimal; a dot matches any digit. */
    private static Predicate<FirstBytes> hex(String... patterns) {
        return first -> Arrays.stream(patterns).anyMatch(pattern -> matches(first, 0, pattern));
    }

    private static boolean matches(FirstBytes first, int from, String pattern) {
        for (int i = 0; i < pattern.length() / 2; i++) {
            int there = first.at(from + i);
            if (there < 0
                    || !digit(pattern.charAt(2 * i), there >> 4)
                    || !digit(pattern.charAt(2 * i + 1), there & 15)) {
                return false;
            }
        }
        return true;
    }

    private static boolean digit(char pattern, int value) {
        return pattern == '.' || HexFormat.fromHexDigit(pattern) == value;
    }

    /** The signature may come after a user block. */
    private static boolean isHdf5(FirstBytes first) {
        return List.of(0, 512, 1024, 2048, 4096).stream().anyMatch(at -> matches(first, at, "894844460d0a1a0a"));
    }

    /** The checksum in its first header is right (POSIX.1, pax: old formats have no magic number), or it is empty. */
    private static boolean isTar(FirstBytes first) {
        if (first.length() < TAR_BLOCK) {
            return false;
        }
        long unsigned = 0;
        long signed = 0;
        boolean empty = true;
        var digits = new StringBuilder();
        for (int i = 0; i < TAR_BLOCK; i++) {
            int there = first.at(i);
            empty &= there == 0;
            boolean ofSum = i >= TAR_SUM && i < TAR_SUM_END;
            if (ofSum && there >= '0' && there <= '7') {
                digits.append((char) there);
            }
            unsigned += ofSum ? ' ' : there;
            signed += ofSum ? ' ' : (byte) there;
        }
        if (empty || digits.isEmpty()) {
            return empty;
        }
        long sum = Long.parseLong(digits.toString(), 8);
        return sum == unsigned || sum == signed;
    }

    /** A printer's escape sequence, the end of an earlier job, or a preview for DOS may come first. */
    private static boolean isPostScript(FirstBytes first) {
        String text = first.text().replaceFirst("^\u0004", "");
        return text.startsWith("%!") || first.startsWith("\u001b%-12345X") || matches(first, 0, "c5d0d3c6");
    }

    /** In any of the character sets allowed for XML; EBCDIC is the last of them. */
    private static boolean isXml(FirstBytes first) {
        return first.text().startsWith("<")
                || matches(first, 0, "4c6fa794")
                || matches(first, 0, "0000003c")
                || matches(first, 0, "3c000000");
    }
}
