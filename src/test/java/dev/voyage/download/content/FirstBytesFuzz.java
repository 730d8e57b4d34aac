package dev.voyage.download.content;

import dev.voyage.download.AtAnArchive;
import dev.voyage.download.verify.ContentJudge;
import dev.voyage.download.verify.StreamInspection;
import dev.voyage.download.verify.WayCoding;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.upstream.ContentRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * The first line is a name, the second a Content-Encoding, the third a Content-Range, and the rest a body. The detected
 * signature does not depend on the position of a cut, quotes only printable characters, and an early result is also the
 * final one.
 */
public final class FirstBytesFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "first-bytes";
    }

    @Override
    public List<byte[]> seeds() {
        var seeds = new ArrayList<>(Corpus.texts(
                "x.fits\n\nbytes 0-9/10\nSIMPLE  =                    T",
                "x.evt.gz\ngzip\n\n<!-- a -->\n<!DOCTYPE html><html>",
                "x.xml\n\nbytes */5\n<?xml version='1.0'?><Error><Code>SlowDown</Code></Error>",
                "x.dat\naws-chunked\nbytes 1-2/*\n5;chunk-signature=" + "0a".repeat(32) + "\r\nhello\r\n0\r\n",
                "x.lc\nnone\n\nService temporarily unavailable",
                "x.csv\n\n\n{\"error\": 1}"));
        seeds.add(body("x.evt.gz\ngzip\n\n", AtAnArchive.gzip(AtAnArchive.fits(new byte[100]))));
        seeds.add(body("x.fits\nx-gzip\n\n", AtAnArchive.gzip(AtAnArchive.fits(new byte[5000]))));
        seeds.add(body("x.tar\n\n\n", new byte[1024]));
        seeds.add(body("x.xml\n\n\n", "<a/>".getBytes(StandardCharsets.UTF_16)));
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "SIMPLE  =",
                "<!DOCTYPE html",
                "<html>",
                "<head>",
                "<!--",
                "-->",
                "<?xml",
                "?>",
                "<Error>",
                "<Code>",
                "{\"error\":",
                "[",
                "\u001f\u008b\u0008",
                "%PDF-",
                "%!PS",
                "PK\u0003\u0004",
                ".gz",
                ".fits",
                ".tar",
                ".html",
                ".txt",
                "gzip",
                "aws-chunked",
                ";chunk-signature=",
                "\r\n",
                "\u0000",
                "\ufeff",
                "bytes ",
                "-",
                "/",
                "*",
                "1 2 3",
                "0000644\u0000 ");
    }

    @Override
    public String take(byte[] input, Random dice) {
        String text = new String(input, StandardCharsets.ISO_8859_1);
        String[] head = text.split("\n", 4);
        if (head.length < 4) {
            return "short";
        }
        ContentRange.parse(head[2]).ifPresent(range -> {
            boolean sound =
                    range.first() >= 0 && range.bytes() > 0 && (range.total() == null || range.last() < range.total());
            if (!sound) {
                throw new AssertionError(range);
            }
        });
        byte[] body = Arrays.copyOfRange(input, input.length - head[3].length(), input.length);
        var name = new NameTypes(head[0].replace('/', '_').toLowerCase(java.util.Locale.ROOT));
        var codings = dev.voyage.upstream.client.ContentCodings.parse(head[1]);
        String[] types = {"", "text/html", "text/plain", "application/json", "application/xml"};
        var facts = new BodyFacts(
                dice.nextBoolean(), types[dice.nextInt(types.length)], codings, codings.isGzip(), dice.nextBoolean());
        try {
            String whole = found(body, body.length, name, facts);
            String cut = found(body, 1 + dice.nextInt(Math.max(1, body.length)), name, facts);
            if (!whole.equals(cut)) {
                throw new AssertionError(whole + " but in pieces " + cut);
            }
            var coding = new WayCoding(Path.of("x"), dice.nextBoolean());
            coding.hold(ByteBuffer.wrap(body));
            return whole.replaceAll("\".*|bytes .*", "") + coding.isForTheWay();
        } catch (IOException cannotBe) {
            throw new UncheckedIOException(cannotBe);
        }
    }

    private static String found(byte[] body, int piece, NameTypes name, BodyFacts facts) throws IOException {
        try (var seen = new StreamInspection()) {
            var judge = new ContentJudge(seen, name, facts);
            String early = "";
            for (int at = 0; at < body.length; at += piece) {
                seen.update(ByteBuffer.wrap(body, at, Math.min(piece, body.length - at)));
                early = early.isEmpty()
                        ? judge.finding(false).map(Object::toString).orElse("")
                        : early;
            }
            String last = judge.finding(true).map(Object::toString).orElse("");
            if (!early.isEmpty() && last.isEmpty()) {
                throw new AssertionError("found early only: " + early);
            } else if (last.chars().anyMatch(Character::isISOControl)) {
                throw new AssertionError("not printable: " + last);
            }
            return last;
        }
    }

    private static byte[] body(String head, byte[] body) {
        byte[] start = head.getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(start, start.length + body.length);
        System.arraycopy(body, 0, all, start.length, body.length);
        return all;
    }
}
