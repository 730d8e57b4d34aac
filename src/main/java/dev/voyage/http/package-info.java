/**
 * The only package that knows the Vert.x client: requests to archives that are polite (permits and
 * rates per host over all searches), patient (retries that honour Retry-After), cancellable (giving
 * up hangs up) and safe (egress policy on every hop and every resolved address).
 */
package dev.voyage.http;
