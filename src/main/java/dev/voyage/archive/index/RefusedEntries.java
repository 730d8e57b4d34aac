package dev.voyage.archive.index;

import dev.voyage.archive.index.Href.Reason;
import dev.voyage.archive.listing.ListingItem;
import java.util.ArrayList;
import java.util.List;

/** The refused entries of one page, the first thousand of them. */
public final class RefusedEntries {

    private static final int MOST = 1000;

    private final List<ListingItem.Refused> refused = new ArrayList<>();

    public RefusedEntries() {}

    /** Starts with these; more can be added. */
    public RefusedEntries(List<ListingItem.Refused> before) {
        refused.addAll(before);
    }

    public void add(String text, Reason reason) {
        if (refused.size() < MOST) {
            refused.add(IndexPage.refusal(text, reason));
        }
    }

    public List<ListingItem.Refused> list() {
        return refused;
    }
}
