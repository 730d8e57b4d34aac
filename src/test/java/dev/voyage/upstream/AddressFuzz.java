package dev.voyage.upstream;

import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.upstream.robots.RobotRules;
import dev.voyage.upstream.uri.Urls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Addresses and their robots.txt rules: a request target is one word of plain ASCII. */
public final class AddressFuzz implements FuzzTarget {

    private static final URI BASE = URI.create("https://a.test/FTP//x/y?z");

    @Override
    public String name() {
        return "address";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                "https://a.test/FTP//a b?x=%zz#f",
                "http://[::1]:8080/",
                "//b.test/../c",
                "../../x/./y//",
                "?q",
                "User-agent: voyage\nDisallow: /FTP/*.gz$\nAllow: /FTP/\n",
                "User-agent: *\nDisallow: /\nCrawl-delay: 1");
    }

    @Override
    public List<String> words() {
        return List.of(
                "http://",
                "https://",
                "@",
                ":",
                "::",
                "[",
                "]",
                "%",
                "%0d%0a",
                "\r\nHost: x",
                "..",
                "../",
                "//",
                "?",
                "#",
                "\\",
                "*",
                "$",
                "Disallow: /",
                "Allow: ",
                "User-agent: *",
                "User-agent: voyage",
                "********a$",
                "%41",
                "0x7f.1",
                "127.0.0.1",
                "\u3002",
                "xn--",
                ":99999",
                ":0");
    }

    @Override
    public String take(byte[] input, Random dice) {
        RobotRules rules = RobotRules.of(input);
        boolean forbidden = rules.forbidding("/FTP/nustar/a.gz?x").isPresent();
        URI uri = Urls.resolve(BASE, new String(input, StandardCharsets.UTF_8));
        String line = Urls.target(uri);
        boolean plain = line.startsWith("/") && line.chars().allMatch(c -> c > ' ' && c < 127);
        if (!plain
                || !Urls.parse(uri.toString()).equals(uri)
                || Urls.authority(uri).isEmpty()) {
            throw new AssertionError(uri + " requested as " + line);
        }
        Urls.loggable(uri);
        return Math.min(rules.size(), 5) + " " + forbidden + uri.getScheme() + (uri.getPort() < 0)
                + (uri.getRawQuery() == null) + (uri.getRawUserInfo() == null);
    }
}
