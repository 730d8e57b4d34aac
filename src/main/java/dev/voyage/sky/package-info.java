/** Directions on the sky and how people write them down. */
package dev.voyage.sky;
