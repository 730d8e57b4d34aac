package dev.voyage.search.discovery;

import dev.voyage.coding.Sha256;
import dev.voyage.registry.NearbyCatalogues.Place;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The states of the catalogues of a discovery, and their form as a cursor: a fingerprint of the question and of the order of its
 * catalogues, and a letter for each. Any replica continues from it; nothing is stored. Used by one stream at a time.
 */
final class DiscoveryProgress {

    private static final Pattern CURSOR = Pattern.compile("([0-9a-f]{16})\\.([-refs]*)(\\.end)?");
    private static final String END = ".end";
    private static final int FINGERPRINT = 16;

    private final String fingerprint;
    private final CatalogueState[] states;

    private DiscoveryProgress(String fingerprint, CatalogueState[] states) {
        this.fingerprint = fingerprint;
        this.states = states;
    }

    /** The beginning: all wait. */
    static DiscoveryProgress of(Place place, List<String> ivoids) {
        var states = new CatalogueState[ivoids.size()];
        Arrays.fill(states, CatalogueState.WAITING);
        return new DiscoveryProgress(fingerprint(place + "\n" + String.join("\n", ivoids)), states);
    }

    /** Whether a text has the form of a cursor. */
    static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }

    /** Whether a cursor is that of the last event. */
    static boolean isEnd(String cursor) {
        return cursor.endsWith(END);
    }

    /** The same question as a cursor left it; empty if the cursor is of another question, or the order has changed since. */
    Optional<DiscoveryProgress> from(String cursor) {
        Matcher written = CURSOR.matcher(cursor);
        if (!written.matches()
                || !written.group(1).equals(fingerprint)
                || written.group(2).length() != states.length) {
            return Optional.empty();
        }
        CatalogueState[] known = written.group(2)
                .chars()
                .mapToObj(letter -> CatalogueState.of(letter).orElseThrow())
                .toArray(CatalogueState[]::new);
        return Optional.of(new DiscoveryProgress(fingerprint, known));
    }

    /** Its form for clients. */
    String cursor() {
        return Arrays.stream(states)
                .map(state -> String.valueOf(state.letter()))
                .collect(Collectors.joining("", fingerprint + ".", ""));
    }

    /** The cursor of the last event. */
    String end() {
        return cursor() + END;
    }

    void set(int index, CatalogueState state) {
        states[index] = state;
    }

    /** The indices of those that have not answered, in order. */
    List<Integer> waiting() {
        return IntStream.range(0, states.length)
                .filter(index -> states[index] == CatalogueState.WAITING)
                .boxed()
                .toList();
    }

    long count(CatalogueState wanted) {
        return Arrays.stream(states).filter(state -> state == wanted).count();
    }

    int size() {
        return states.length;
    }

    private static String fingerprint(String text) {
        return Sha256.hex(text).substring(0, FINGERPRINT);
    }
}
