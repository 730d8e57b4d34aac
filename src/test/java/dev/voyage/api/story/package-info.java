/** Whole conversations with the running service over HTTP. Each class covers one subject of the API. */
package dev.voyage.api.story;
