package dev.voyage.archive.walk;

import dev.voyage.archive.index.IndexPage;

/**
 * The origin of a walk: a link to its top directory, or an entry of another walk that was listed as a file and is a
 * directory. Chained walks together are no deeper than one walk may be, and never form a loop.
 */
public final class WalkChain {

    /** By a link. */
    public static final WalkChain TOP = new WalkChain(null, 0);

    private final WalkChain above;
    private final int depth;
    private volatile String print;

    private WalkChain(WalkChain above, int depth) {
        this.above = above;
        this.depth = depth;
    }

    /**
     * Through an entry of this walk.
     *
     * @param directories the number of levels between the linked directory and the entry, the entry included
     */
    public WalkChain below(int directories) {
        return new WalkChain(this, directories);
    }

    /** The depth of the top: 0 if it is linked. */
    int depth() {
        return depth;
    }

    /**
     * Whether the page of the top has the same content as that of a walk above. Pages with one entry are more often
     * alike, so those must repeat twice.
     */
    boolean isLoop(IndexPage page) {
        if (above == null) {
            return false;
        }
        String own = LoopGuard.print(page);
        print = own;
        int alike = 0;
        for (WalkChain walk = above; walk != null; walk = walk.above) {
            alike += own.equals(walk.print) ? 1 : 0;
        }
        return alike >= (page.items().size() > 1 ? 1 : 2);
    }
}
