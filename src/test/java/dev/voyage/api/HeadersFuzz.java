package dev.voyage.api;

import dev.voyage.api.message.ByteRange;
import dev.voyage.api.message.Validators;
import dev.voyage.coding.HttpDate;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** Range, If-Range, If-None-Match, If-Modified-Since, one per line: parts lie within the file. */
public final class HeadersFuzz implements FuzzTarget {

    private static final Instant THEN = Instant.parse("2024-03-12T21:33:07.5Z");
    private static final long[] SIZES = {0, 1, 100, 1L << 40, Long.MAX_VALUE};

    @Override
    public String name() {
        return "headers";
    }

    @Override
    public List<byte[]> seeds() {
        String date = HttpDate.text(THEN);
        return Corpus.texts(
                "bytes=0-4\n\"e\"\n\"a\", W/\"e\"\n" + date,
                "bytes=-5\n" + date + "\n*\n" + date,
                "bytes=10-\nW/\"e\"\n\n",
                "bytes=0-0,5-9\n\"\n\"\n",
                "items=1-2");
    }

    @Override
    public List<String> words() {
        return List.of(
                "bytes=",
                "-",
                ",",
                "0",
                "999999999999999999",
                "9999999999999999999",
                "W/",
                "\"",
                "\"e\"",
                "*",
                "\n",
                "Tue, 12 Mar 2024 21:33:07 GMT",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "GMT",
                "Feb",
                "30");
    }

    @Override
    public String take(byte[] input, Random dice) {
        String[] lines = new String(input, StandardCharsets.UTF_8).split("\n", -1);
        long size = SIZES[dice.nextInt(SIZES.length)];
        ByteRange range = ByteRange.of(lines[0], size);
        if (range instanceof ByteRange.Part part
                && !(0 <= part.first() && part.first() <= part.last() && part.last() < size && part.length() > 0)) {
            throw new AssertionError(part + " of " + size);
        }
        var validators = new Validators(dice.nextBoolean() ? "\"e\"" : "W/\"e\"", dice.nextBoolean() ? THEN : null);
        boolean same = validators.sameAs(line(lines, 1));
        boolean unchanged = validators.unchanged(line(lines, 2), line(lines, 3));
        return range.getClass().getSimpleName() + same + unchanged;
    }

    private static String line(String[] lines, int index) {
        return index < lines.length ? lines[index] : null;
    }
}
