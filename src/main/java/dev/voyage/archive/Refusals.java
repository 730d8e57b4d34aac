package dev.voyage.archive;

import dev.voyage.archive.Href.Reason;
import java.util.ArrayList;
import java.util.List;

/** The entries of one page that were not taken, the first thousand of them. */
final class Refusals {

    private static final int MOST = 1000;

    private final List<Listed.Refused> refused = new ArrayList<>();

    void add(String text, Reason reason) {
        if (refused.size() < MOST) {
            refused.add(IndexPage.refusal(text, reason));
        }
    }

    List<Listed.Refused> list() {
        return refused;
    }
}
