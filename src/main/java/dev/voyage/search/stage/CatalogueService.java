package dev.voyage.search.stage;

import dev.voyage.registry.ConeService;
import dev.voyage.tap.TapTable;

/**
 * The service of a catalogue.
 *
 * @param cone its cone search; null if it has none
 * @param tap its table at a TAP service; null if that is not used
 */
record CatalogueService(ConeService cone, TapTable tap) {}
