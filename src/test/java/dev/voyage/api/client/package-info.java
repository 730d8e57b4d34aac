/**
 * Shared by the API stories: an HTTP and event-stream client, the profiles of the service, and servers beside it. No
 * class here asserts anything.
 */
package dev.voyage.api.client;
