/**
 * Streams events to readers from a cursor on, as Server-Sent Events, NDJSON or JSON pages. Start
 * at EventsRoute, then EventStreams.
 */
package dev.voyage.api.events;
