/** Requests for {links}: batches, retries, nested documents. Start at LinkLookups. */
package dev.voyage.datalink.lookup;
