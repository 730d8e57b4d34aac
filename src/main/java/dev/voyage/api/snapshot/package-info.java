/**
 * A search so far as one compact document, from which a late client continues with the stream. Start at SnapshotRoute.
 */
package dev.voyage.api.snapshot;
