/**
 * Stories of every request (addresses, connections, host limits, redirects, retries, fairness, cancellation), with the
 * streaming client, with whole responses and with typed REST clients.
 */
package dev.voyage.upstream.story;
