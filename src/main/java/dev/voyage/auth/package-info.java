/**
 * Authentication and limits per client: access tokens, tickets, counts of concurrent operations. Knows neither routes
 * nor searches.
 */
package dev.voyage.auth;
