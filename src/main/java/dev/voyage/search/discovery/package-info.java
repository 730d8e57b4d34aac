/** Which catalogues have something around a place: their rows are counted, not read. Start at CatalogueDiscovery. */
package dev.voyage.search.discovery;
