/** The UWS 1.1 facade over searches. Start at UwsResource. */
package dev.voyage.api.uws;
