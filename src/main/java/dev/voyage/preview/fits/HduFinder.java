package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import nom.tam.fits.Header;
import nom.tam.util.FitsInputStream;

/** Goes from one unit of a file to the next. */
public final class HduFinder {

    private static final int BLOCK = 2880;
    private static final int MOST_BLOCKS = 400; // 14 400 cards
    private static final int MOST_UNITS = 10_000;

    private final FitsSource source;
    private int index;
    private long dataEnd;
    private long next;

    public HduFinder(FitsSource source) {
        this.source = source;
    }

    /**
     * The next unit; empty at the end of the file, and before anything else than an extension.
     *
     * @throws Problem {@code NO_PREVIEW} for a file that is not FITS, or an unreadable header
     */
    public Optional<HeaderUnit> next() throws IOException {
        if (index > 0 && isAtEnd()) {
            return Optional.empty();
        }
        byte[] block = new byte[BLOCK];
        var cards = new ByteArrayOutputStream(BLOCK);
        int end = -1;
        for (int blocks = 0; end < 0; blocks++) {
            if (blocks == MOST_BLOCKS) {
                throw FitsFault.of("the header of HDU " + index + " has more than " + MOST_BLOCKS + " blocks");
            }
            source.read(block, 0, BLOCK);
            if (blocks == 0 && !begins(block, index == 0 ? "SIMPLE  =" : "XTENSION=")) {
                if (index > 0) {
                    return Optional.empty(); // special records
                }
                throw FitsFault.of("the file does not begin as FITS");
            }
            end = end(block);
            cards.write(block, 0, end < 0 ? BLOCK : end);
        }
        var unit = new HeaderUnit(index, header(cards.toByteArray()), cards.toByteArray(), source.position());
        if (++index > MOST_UNITS) {
            throw FitsFault.of("the file has more than " + MOST_UNITS + " units");
        }
        long padded = (unit.dataBytes() + BLOCK - 1) / BLOCK;
        if (padded > (Long.MAX_VALUE - source.position()) / BLOCK) {
            throw FitsFault.of(unit.name() + " announces more data than any file has");
        }
        dataEnd = source.position() + unit.dataBytes();
        next = source.position() + padded * BLOCK;
        return Optional.of(unit);
    }

    /**
     * The wanted unit.
     *
     * @param hdu counted from 0, or negative for the first suitable one
     * @param kind the suitable ones, for sentences
     * @throws Problem {@code BAD_PARAMETER} if the file does not have the unit, or it is not suitable; {@code NO_PREVIEW} if
     *     there is none
     */
    public HeaderUnit find(int hdu, Predicate<HeaderUnit> suitable, String kind) throws IOException {
        for (Optional<HeaderUnit> unit = next(); unit.isPresent(); unit = next()) {
            if (hdu < 0 && suitable.test(unit.get())) {
                return unit.get();
            } else if (unit.get().index() == hdu) {
                if (!suitable.test(unit.get())) {
                    throw Problem.badParameter("hdu", "HDU " + hdu + " has no " + kind);
                }
                return unit.get();
            }
        }
        throw hdu < 0
                ? FitsFault.of("the file has no " + kind)
                : Problem.badParameter("hdu", "hdu must be from 0 to " + (index - 1) + ", not " + hdu);
    }

    /** Some archives omit the last padding. */
    private boolean isAtEnd() throws IOException {
        try {
            source.seek(next);
            return source.isAtEnd();
        } catch (EOFException shorter) {
            if (source.position() < dataEnd) {
                throw shorter;
            }
            return true;
        }
    }

    private static boolean begins(byte[] block, String word) {
        return new String(block, 0, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    /** The index behind the card END, or -1. */
    private static int end(byte[] block) {
        for (int card = 0; card < BLOCK; card += HeaderUnit.CARD) {
            if (new String(block, card, 8, StandardCharsets.ISO_8859_1).equals("END     ")) {
                return card + HeaderUnit.CARD;
            }
        }
        return -1;
    }

    private Header header(byte[] cards) throws IOException {
        byte[] whole = Arrays.copyOf(cards, (cards.length + BLOCK - 1) / BLOCK * BLOCK);
        Arrays.fill(whole, cards.length, whole.length, (byte) ' ');
        try (var stream = new FitsInputStream(new ByteArrayInputStream(whole))) {
            return new Header(stream);
        } catch (RuntimeException unreadable) {
            throw FitsFault.of("the header of HDU " + index + " is unreadable", unreadable);
        }
    }
}
