package dev.voyage.search.discovery;

import java.util.Arrays;
import java.util.Optional;

/** The state of one catalogue in a discovery; each catalogue is in exactly one. */
enum CatalogueState {
    /** It has not answered yet. */
    WAITING('-'),
    /** It has rows. */
    FOUND('r'),
    /** It has none. */
    EMPTY('e'),
    /** Its services do not answer, or refuse. */
    FAILED('f'),
    /** It has no service that can be asked about it alone. */
    SKIPPED('s');

    private final char letter;

    CatalogueState(char letter) {
        this.letter = letter;
    }

    /** Its form in a cursor. */
    char letter() {
        return letter;
    }

    static Optional<CatalogueState> of(int letter) {
        return Arrays.stream(values()).filter(state -> state.letter == letter).findFirst();
    }
}
