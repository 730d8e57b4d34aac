/**
 * The limits of one search and of one client, as leases that are returned when a search ends.
 * Start at SearchLimits.
 */
package dev.voyage.search.limit;
