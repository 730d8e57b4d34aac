package dev.voyage.download.content;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The type that a file's name implies. The last extension promises a format; the kind is that of the last known extension, so
 * that {@code x.evt.old} is still not a web page.
 */
public record NameTypes(String name) {

    /** The kinds of content that a name may imply. */
    public enum NameKind {
        /** A web page, static or generated. */
        PAGE,
        XML,
        JSON,
        /** Plain text for people. */
        TEXT,
        /** Any other known type, binary or a table. */
        DATA,
        /** No implication: it has no known extension. */
        ANY
    }

    private static final Map<String, NameKind> KINDS = kinds();

    private static final Pattern COPY = Pattern.compile("~\\d+$");
    private static final Pattern HIDDEN = Pattern.compile("^\\.+");
    private static final Pattern NUMBER = Pattern.compile("\\d+$");

    /** High-energy archives use these extensions for FITS files; other archives, for other formats. */
    private static final List<String> OFTEN_FITS =
            List.of("pha", "pi", "lc", "img", "hk", "orb", "att", "cat", "rsp", "mkf", "gti", "exp", "bkg", "ftr");

    /** A second file of the same name is stored as {@code x.fits~2}, and promises the same format as the first. */
    public static NameTypes of(Path place) {
        String name = place.getFileName().toString().toLowerCase(Locale.ROOT);
        return new NameTypes(COPY.matcher(name).replaceFirst(""));
    }

    /** The format that the last extension promises; {@code .gz.md5} does not promise gzip. */
    public Optional<FileSignature> signature() {
        return FileSignature.of(last());
    }

    /** The name that the decompressed content would have; this name if it is not that of a gzip file. */
    public NameTypes unzipped() {
        String without =
                switch (last()) {
                    case "tgz", "taz" -> stem() + ".tar";
                    case "ftz" -> stem() + ".fits";
                    case "svgz" -> stem() + ".svg";
                    case "gz" -> stem();
                    default -> name;
                };
        return new NameTypes(without);
    }

    /** Whether the extension means FITS at most archives of one kind, and something else elsewhere. */
    public boolean isOftenFits() {
        return OFTEN_FITS.contains(last());
    }

    /** Whether any of its extensions means gzip: a server that looks at all of them declares the gzip coding. */
    public boolean saysGzip() {
        return extensions().stream()
                .anyMatch(
                        it -> FileSignature.of(it).filter(FileSignature::isGzip).isPresent());
    }

    public NameKind kind() {
        List<String> all = extensions();
        for (int i = all.size() - 1; i >= 0; i--) {
            String extension = all.get(i);
            NameKind kind = KINDS.get(extension);
            NameKind numbered = KINDS.get(NUMBER.matcher(extension).replaceFirst(""));
            if (kind != null || numbered != null) {
                return kind != null ? kind : numbered;
            } else if (FileSignature.of(extension).isPresent() || OFTEN_FITS.contains(extension)) {
                return NameKind.DATA;
            }
        }
        return NameKind.ANY;
    }

    private String last() {
        List<String> all = extensions();
        return all.isEmpty() ? "" : all.get(all.size() - 1);
    }

    private String stem() {
        return name.substring(0, name.lastIndexOf('.'));
    }

    /** In order; the leading dot of a hidden file starts no extension. */
    private List<String> extensions() {
        String[] parts = HIDDEN.matcher(name).replaceFirst("").split("\\.", -1);
        return List.of(parts).subList(1, parts.length);
    }

    private static Map<String, NameKind> kinds() {
        var kinds = new HashMap<String, NameKind>();
        put(
                kinds,
                NameKind.PAGE,
                "html htm xhtml xht xhtm shtml shtm mht mhtml php phtml jsp jspx asp aspx cfm cgi do");
        put(kinds, NameKind.XML, "xml vot votable xsd xsl xslt wsdl svg kml gml rdf rss atom owl");
        put(kinds, NameKind.JSON, "json geojson jsonl ndjson jsonld ipynb har");
        put(kinds, NameKind.TEXT, "txt text log md rst asc ascii lis lst list out err readme doc tex");
        put(
                kinds,
                NameKind.DATA,
                "dat data csv tsv tab tbl ecsv ipac par reg cfg ini yaml yml md5 sha1 sha256 sha512 sum sfv sig gpg"
                        + " pem bib py pl sh c h f f90 pro m r js css sql tcl awk qdp pco mdl xcm wcs ds9 bin raw"
                        + " sav pkl mat root mp4 mov avi wav");
        return Map.copyOf(kinds);
    }

    private static void put(Map<String, NameKind> kinds, NameKind kind, String extensions) {
        for (String extension : extensions.split(" ", -1)) {
            kinds.put(extension, kind);
        }
    }
}
