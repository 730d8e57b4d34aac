/** A table of positions in one cone search of version 2, and the rows of its answer divided among them. */
package dev.voyage.cone.upload;
