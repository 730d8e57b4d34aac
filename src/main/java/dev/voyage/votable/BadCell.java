package dev.voyage.votable;

import dev.voyage.problem.Quoted;

/** A cell is not of its column's type; becomes the Problem of its row. */
final class BadCell extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadCell(String message) {
        super(message, null, false, false);
    }

    static BadCell not(String what, char[] chars, int from, int to) {
        // no more than is shown: the cell may be long
        String text = new String(chars, from, Math.min(to - from, 300));
        return new BadCell(Quoted.of(text) + " is not " + what);
    }
}
