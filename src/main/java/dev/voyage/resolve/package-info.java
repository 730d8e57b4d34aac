/**
 * A target as people write it becomes a position: coordinates at once, names by asking Sesame and
 * its mirrors.
 */
package dev.voyage.resolve;
