/**
 * The only package that uses the Vert.x client: requests to archives that are polite (permits and rates per host over all
 * searches), patient (retries that honour Retry-After), cancellable (cancelling closes the connection) and safe (egress policy on
 * every hop and every resolved address).
 */
package dev.voyage.upstream;
