package dev.voyage.sky;

import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Coordinates: parsed as a position or a name, or rejected; a position survives formatting and parsing. */
public final class CoordinatesFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "coordinates";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                "61.8186 +3.7072",
                "04h07m16.5s +03d42m26s",
                "04:07:16.5 +03:42:26",
                "04 07 16.5 +03 42 26",
                "J040716.4+034225",
                "CRTS SSS100805 J194428-420209",
                "0134+32",
                "187.27,-2.05",
                "359.99999 -90",
                "23h59m59.99s \u221289\u00b059\u203259\u2033");
    }

    @Override
    public List<String> words() {
        return List.of(
                "+",
                "-",
                "\u2212",
                ":",
                "h",
                "m",
                "s",
                "d",
                "\u00b0",
                "'",
                "\"",
                "''",
                "\u2032",
                "J",
                ".",
                ",",
                ";",
                " ",
                "\u00a0",
                "60",
                "24",
                "360",
                "90",
                "59.9999999999999999",
                "1e5",
                "000000",
                "B1950",
                "deg");
    }

    @Override
    public String take(byte[] input, Random dice) {
        var read = Coordinates.parse(new String(input, StandardCharsets.UTF_8));
        read.ifPresent(position -> {
            String plain = String.format(java.util.Locale.ROOT, "%.9f %+.9f", position.raDeg(), position.decDeg());
            double off = Coordinates.parse(
                            plain.startsWith("360") ? "0.0" + plain.substring(plain.indexOf(' ')) : plain)
                    .orElseThrow(() -> new AssertionError(plain))
                    .offsetArcmin(position);
            if (!(off < 1e-4)) {
                throw new AssertionError(position + " came back " + off + " arcmin off");
            }
        });
        return read.isPresent() ? "position" : "name";
    }
}
