/**
 * What the stories of the API share: a client of HTTP and of event streams, the profiles of the service, and the servers beside
 * it. No class here asserts anything.
 */
package dev.voyage.api.client;
