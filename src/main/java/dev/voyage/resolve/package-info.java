/** Resolves a target as people write it to a position: coordinates locally, names by Sesame and its mirrors. */
package dev.voyage.resolve;
