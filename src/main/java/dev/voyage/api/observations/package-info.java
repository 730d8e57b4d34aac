/** The rows of a search as JSON, NDJSON, CSV, VOTable and FITS. Start at ObservationsRoute. */
package dev.voyage.api.observations;
