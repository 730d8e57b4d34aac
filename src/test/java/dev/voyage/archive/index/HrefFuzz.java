package dev.voyage.archive.index;

import dev.voyage.archive.listing.PathSegments;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.problem.SafeFileNames;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Links: every entry is a single segment below its page, on the same host. */
public final class HrefFuzz implements FuzzTarget {

    private static final List<URI> PAGES = List.of(
            URI.create("https://a.test/FTP/nustar/data/obs/00/6//60061044002/"),
            URI.create("http://a.test:8080/"),
            URI.create("https://a.test/a%20b/%c3%a9/index.html?C=N"));

    @Override
    public String name() {
        return "href";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                "event_cl/",
                "a.fits.gz",
                "../",
                "./a",
                "/FTP/nustar/data/obs/00/6/60061044002/hk/",
                "https://a.test/FTP/nustar/data/obs/00/6/60061044002/x",
                "//a.test/x",
                "?C=N;O=D",
                "#top",
                "a%20b",
                "%2e%2e/",
                "javascript:alert(1)",
                "a%2Fb",
                "http://b.test/",
                "caf\u00e9",
                "a[1].txt",
                "x.part",
                "http://a.test@b.test/",
                "http://a.test:8080/x");
    }

    @Override
    public List<String> words() {
        return List.of(
                "..",
                "../",
                "./",
                "%2e",
                "%2E%2e",
                "%2F",
                "%5C",
                "\\",
                "//",
                "///",
                "http:",
                "https://a.test/",
                "https://a.test:443/",
                "HTTPS://A.TEST/",
                "http://a.test:8080/",
                "@",
                ":",
                "?",
                "#",
                ";",
                "%00",
                "%",
                "%u2216",
                "\u2215",
                "\uff0e\uff0e",
                "[",
                "]",
                "FTP/nustar/data/obs/00/6/",
                "60061044002/",
                ".part");
    }

    @Override
    public String take(byte[] input, Random dice) {
        URI page = PAGES.get(dice.nextInt(PAGES.size()));
        Href href = Href.of(page, new String(input, StandardCharsets.UTF_8));
        if (href instanceof Href.Entry entry) {
            check(page, entry);
        }
        return href instanceof Href.Foreign foreign ? foreign.reason().name() : "entry " + PAGES.indexOf(page);
    }

    /** The invariants of an entry. */
    static void check(URI page, Href.Entry entry) {
        var there = PathSegments.of(entry.url().getRawPath());
        String directory = page.getRawPath().substring(0, page.getRawPath().lastIndexOf('/') + 1);
        var above = PathSegments.of(directory);
        boolean below = there.size() > above.size()
                && there.subList(0, above.size()).equals(above)
                && there.subList(above.size(), there.size()).equals(entry.names());
        boolean here = page.getHost().equalsIgnoreCase(entry.url().getHost())
                && page.getScheme().equals(entry.url().getScheme())
                && page.getPort() == entry.url().getPort()
                && entry.url().getRawUserInfo() == null
                && entry.url().getRawQuery() == null;
        if (!below
                || !here
                || entry.names().stream()
                        .anyMatch(name -> SafeFileNames.refusal(name).isPresent())) {
            throw new AssertionError(entry + " on " + page);
        }
    }
}
