package dev.voyage.journal.record;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * Makes ids of searches: ULIDs of 26 characters, in lower case, valid in a URL path. They sort by the millisecond of their
 * creation and carry 80 random bits, so that one id does not help to guess another.
 */
public final class SearchIds {

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"; // Crockford's alphabet, sorted
    private static final Pattern FORM = Pattern.compile("[0-7][0-9a-hjkmnp-tv-z]{25}");
    private static final int TIME_CHARACTERS = 10;
    private static final int RANDOM_CHARACTERS = 16;

    private final Clock clock;
    private final RandomGenerator random;

    public SearchIds(Clock clock) {
        this(clock, new SecureRandom());
    }

    SearchIds(Clock clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    public String next() {
        var id = new StringBuilder(TIME_CHARACTERS + RANDOM_CHARACTERS);
        long millis = clock.millis();
        for (int shift = 5 * (TIME_CHARACTERS - 1); shift >= 0; shift -= 5) {
            id.append(ALPHABET.charAt((int) (millis >>> shift) & 31));
        }
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(32)));
        }
        return id.toString();
    }

    /** Whether a text has the form of a search id. */
    public static boolean isId(String text) {
        return FORM.matcher(text).matches();
    }
}
