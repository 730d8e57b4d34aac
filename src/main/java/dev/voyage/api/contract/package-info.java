/**
 * Describes the events for programs: a JSON Schema for each, and an AsyncAPI document, both derived from the OpenAPI document.
 * Serves the clients in JavaScript and Python. Start at EventSchemas.
 */
package dev.voyage.api.contract;
