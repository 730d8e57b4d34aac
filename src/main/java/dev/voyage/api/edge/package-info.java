/**
 * The filters that every request passes before a resource sees it, and the handlers that close
 * slow connections. Start at NegotiationFilter.
 */
package dev.voyage.api.edge;
