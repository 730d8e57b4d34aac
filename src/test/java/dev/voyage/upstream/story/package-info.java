/**
 * Stories of every request (addresses, connections, host limits, redirects, retries, fairness, cancellation), asked by the
 * streaming client, by whole answers and by typed REST clients.
 */
package dev.voyage.upstream.story;
