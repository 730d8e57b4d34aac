/**
 * Whole conversations with the running service over HTTP, as clients have them. Each class is one subject of the API.
 */
package dev.voyage.api.story;
