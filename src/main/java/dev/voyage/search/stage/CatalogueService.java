package dev.voyage.search.stage;

import dev.voyage.registry.ConeService;
import dev.voyage.search.request.Via;
import dev.voyage.tap.TapTable;

/**
 * The service of a catalogue.
 *
 * @param cone its service that is queried around one position: a cone search, or one for images or spectra; null if it has none
 * @param tap its table at a TAP service; null if that is not used
 * @param via the protocol of its rows
 */
record CatalogueService(ConeService cone, TapTable tap, Via via) {

    /** A cone search, a table, or both. */
    CatalogueService(ConeService cone, TapTable tap) {
        this(cone, tap, tap == null ? Via.CONE : Via.TAP);
    }

    /**
     * Whether one request may ask about so many positions: a table at a TAP service, or a cone search of version 2, where
     * that takes fewer requests.
     */
    boolean takesTables(int targets) {
        return tap != null
                || (via == Via.CONE && "2".equals(cone.version()) && targets >= ServiceChoice.FEWEST_TARGETS);
    }
}
