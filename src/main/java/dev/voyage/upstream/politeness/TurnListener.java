package dev.voyage.upstream.politeness;

/** Receives when requests wait for their turn at a host. Its methods may be called on any thread, and must not block. */
public interface TurnListener {

    /** Ignores everything. */
    TurnListener NONE = new TurnListener() {
        @Override
        public void waits() {}

        @Override
        public void proceeds() {}
    };

    /** A request waits from now on; {@link #proceeds} follows, unless the request is given up. */
    void waits();

    /** It waits no longer. */
    void proceeds();

    /** Both listeners, this one first. */
    default TurnListener and(TurnListener other) {
        TurnListener self = this;
        return self.equals(NONE)
                ? other
                : new TurnListener() {
                    @Override
                    public void waits() {
                        self.waits();
                        other.waits();
                    }

                    @Override
                    public void proceeds() {
                        self.proceeds();
                        other.proceeds();
                    }
                };
    }
}
