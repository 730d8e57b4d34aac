/** Voyage's own DataLink endpoint for the observations of a search. Start at DatalinkRoute. */
package dev.voyage.api.datalink;
