/** Measurements side by side with other programs; see {@code src/bench/README.md}. */
package dev.voyage.bench;
