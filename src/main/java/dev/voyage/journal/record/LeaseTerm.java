package dev.voyage.journal.record;

import java.util.Comparator;

/**
 * One lease of a search.
 *
 * @param term grows with each owner of the search; 0 where searches are not leased
 */
public record LeaseTerm(String search, long term) implements Comparable<LeaseTerm> {

    private static final Comparator<LeaseTerm> ORDER =
            Comparator.comparing(LeaseTerm::search).thenComparing(LeaseTerm::term);

    @Override
    public int compareTo(LeaseTerm other) {
        return ORDER.compare(this, other);
    }
}
