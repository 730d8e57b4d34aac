/** Directions on the sky, frames, and the notations of positions. */
package dev.voyage.sky;
