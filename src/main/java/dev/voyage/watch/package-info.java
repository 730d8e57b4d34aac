/**
 * What an operator sees of the program while it runs: metrics, health, spans. The parts it watches
 * own the interfaces by which they are watched, and do not know it.
 */
package dev.voyage.watch;
