/**
 * HTTP in, events out: the resources of the service. Requests are parsed strictly here and passed to {@code search}; every
 * failure is answered as a problem (RFC 9457).
 */
package dev.voyage.api;
