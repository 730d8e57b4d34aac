/**
 * Queues searches and drives their lifecycle: start, pause, resume, cancel, end. Start at
 * SearchLifecycle.
 */
package dev.voyage.search.schedule;
