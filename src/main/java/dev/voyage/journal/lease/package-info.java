/**
 * The leases of searches that several replicas share through PostgreSQL: renewing, losing, and taking over. Start at
 * SearchLeases.
 */
package dev.voyage.journal.lease;
