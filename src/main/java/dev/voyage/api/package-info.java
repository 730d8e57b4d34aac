/**
 * HTTP in, events out: the resources of the service. Requests are read strictly here and handed to
 * {@code search}; whatever goes wrong is answered as a problem (RFC 9457).
 */
package dev.voyage.api;
