package dev.voyage.search.run;

import dev.voyage.archive.listing.FileHead;
import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.SafeFileNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a linked file: from the Content-Disposition (RFC 6266), otherwise from its address, in the path or in a parameter,
 * with an extension by its type if it has none. Always a valid file name.
 */
public final class LinkNames {

    private static final int LONGEST = 180;

    private static final String ENDING = "\\.(?=[A-Za-z0-9]*[A-Za-z])[A-Za-z0-9]{1,10}";
    private static final Pattern SCRIPT =
            Pattern.compile("(?i).*\\.(php\\d?|cgi|fcgi|pl|py|aspx?|ashx|jspx?|do|exe|dll)");
    private static final Pattern NAMED = Pattern.compile(".*[^/]" + ENDING);
    private static final Pattern SPLIT =
            Pattern.compile("(?i)(.+?)(" + ENDING + "(?:\\.(?:gz|z|bz2|xz|zst|fz))|" + ENDING + ")?");
    private static final Pattern EXTENDED =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\*\\s*=\\s*\"?(?:utf-8|iso-8859-1)'[^']*'([^;\"]+)");
    private static final Pattern QUOTED =
            Pattern.compile("(?i)(?:^|[;\\s])filename\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^;\"]+))");

    private static final Map<String, String> ENDINGS = Map.ofEntries(
            Map.entry("image/fits", "fits"),
            Map.entry("image/x-fits", "fits"),
            Map.entry("application/fits", "fits"),
            Map.entry("application/x-fits", "fits"),
            Map.entry("fits", "fits"),
            Map.entry("application/x-votable+xml", "vot"),
            Map.entry("text/xml", "xml"),
            Map.entry("application/xml", "xml"),
            Map.entry("text/csv", "csv"),
            Map.entry("text/tab-separated-values", "tsv"),
            Map.entry("text/plain", "txt"),
            Map.entry("text/html", "html"),
            Map.entry("application/json", "json"),
            Map.entry("image/png", "png"),
            Map.entry("image/jpeg", "jpg"),
            Map.entry("image/gif", "gif"),
            Map.entry("image/tiff", "tiff"),
            Map.entry("image/svg+xml", "svg"),
            Map.entry("application/pdf", "pdf"),
            Map.entry("application/postscript", "ps"),
            Map.entry("application/gzip", "gz"),
            Map.entry("application/x-gzip", "gz"),
            Map.entry("application/x-tar", "tar"),
            Map.entry("application/tar", "tar"),
            Map.entry("application/zip", "zip"),
            Map.entry("application/x-zip-compressed", "zip"),
            Map.entry("application/x-hdf5", "h5"),
            Map.entry("application/x-hdf", "h5"),
            Map.entry("application/vnd.apache.parquet", "parquet"));

    private LinkNames() {}

    /** Whether the address alone gives the name, so that no request is needed. */
    public static boolean isTold(URI url) {
        return url.getRawQuery() == null && isNamed(last(url.getRawPath()));
    }

    /**
     * @param head the archive's response head for the file, if available
     * @param linkedType the type in the link, or empty; it takes precedence over the archive's, which is often that of an error
     */
    public static String of(URI url, Optional<FileHead> head, String linkedType) {
        Optional<String> given = head.flatMap(it -> disposed(it.disposition()));
        if (given.isPresent()) {
            return ended(given.get(), linkedType, head);
        }
        String own = last(url.getRawPath());
        Optional<String> named = Optional.of(own)
                .filter(LinkNames::isNamed)
                .or(() -> parameter(url))
                .or(() -> head.map(it -> last(it.url().getRawPath())).filter(LinkNames::isNamed));
        return named.map(LinkNames::safe).orElseGet(() -> ended(bare(url), linkedType, head));
    }

    private static boolean isNamed(String name) {
        return NAMED.matcher(name).matches() && !SCRIPT.matcher(name).matches();
    }

    private static String last(String rawPath) {
        String path = rawPath == null ? "" : rawPath.replaceFirst("/+$", "");
        return PercentCoding.decode(path.substring(path.lastIndexOf('/') + 1));
    }

    /** The last parameter with a value that ends in a file name. */
    private static Optional<String> parameter(URI url) {
        String found = null;
        for (String pair : (url.getRawQuery() == null ? "" : url.getRawQuery()).split("[&;]", -1)) {
            String value =
                    PercentCoding.decode(pair.substring(pair.indexOf('=') + 1).replace('+', ' '));
            String name = value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('?')) + 1);
            if (isNamed(name) && !value.endsWith("/")) {
                found = name;
            }
        }
        return Optional.ofNullable(found);
    }

    private static String bare(URI url) {
        String own = last(url.getRawPath());
        return SCRIPT.matcher(own).matches() ? own.substring(0, own.lastIndexOf('.')) : own;
    }

    private static Optional<String> disposed(String disposition) {
        Matcher extended = EXTENDED.matcher(disposition);
        Matcher quoted = QUOTED.matcher(disposition);
        String name = "";
        if (extended.find()) {
            name = PercentCoding.decode(extended.group(1).strip());
        } else if (quoted.find()) {
            name = quoted.group(1) != null
                    ? quoted.group(1).replaceAll("\\\\([\"\\\\])", "$1")
                    : quoted.group(2).strip();
        }
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .strip();
        return Optional.of(last).filter(it -> SafeFileNames.refusal(it).isEmpty());
    }

    private static String ended(String name, String linkedType, Optional<FileHead> head) {
        Optional<String> ending = ending(linkedType).or(() -> head.flatMap(it -> ending(it.contentType())));
        return safe(
                NAMED.matcher(name).matches()
                        ? name
                        : name.isEmpty()
                                ? "file" + ending.map(it -> "." + it).orElse("")
                                : name + ending.map(it -> "." + it).orElse(""));
    }

    private static Optional<String> ending(String type) {
        return Optional.ofNullable(
                ENDINGS.get(type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT)));
    }

    /** The name, changed only if it is not a valid file name. */
    private static String safe(String name) {
        String safe = name;
        if (SafeFileNames.refusal(safe).isPresent()) {
            safe = safe.replaceAll("[\\p{Cntrl}\\p{Cs}/\\\\]", "_").replaceFirst("^\\.+$", "file");
        }
        if (bytes(safe) > LONGEST) {
            Matcher parts = SPLIT.matcher(safe);
            String ending = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
            safe = shortened(safe.substring(0, safe.length() - ending.length()), LONGEST - bytes(ending)) + ending;
        }
        return SafeFileNames.refusal(safe).isPresent() ? "file_" + safe.replaceFirst("\\.part(-of)?$", "_part") : safe;
    }

    private static String shortened(String text, int most) {
        String shorter = text;
        while (bytes(shorter) > most) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    /** The name with a number before its extension. */
    public static String numbered(String name, int number) {
        Matcher parts = SPLIT.matcher(name);
        String ending = parts.matches() && parts.group(2) != null ? parts.group(2) : "";
        return name.substring(0, name.length() - ending.length()) + "~" + number + ending;
    }

    /**
     * A directory for the linked files of an observation: its id, with characters invalid in a name percent-encoded, so that two
     * ids never share one; truncated if it is long.
     */
    public static String directory(String observation) {
        var safe = new StringBuilder();
        observation.codePoints().forEach(c -> {
            boolean plain = c > 127
                    ? Character.isLetterOrDigit(c)
                    : Character.isLetterOrDigit(c) || "-_.+~,=@()".indexOf(c) >= 0;
            boolean hides = safe.isEmpty() && c == '.';
            if (plain && !hides) {
                safe.appendCodePoint(c);
            } else {
                for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
                    PercentCoding.append(safe, b & 0xff);
                }
            }
        });
        String name = safe.toString();
        return bytes(name) <= LONGEST
                ? name
                : shortened(name, LONGEST - 12) + "-" + Integer.toHexString(observation.hashCode());
    }
}
