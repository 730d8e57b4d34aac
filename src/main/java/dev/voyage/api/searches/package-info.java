/** Creates, lists, reads and steers searches. Start at SearchesResource. */
package dev.voyage.api.searches;
