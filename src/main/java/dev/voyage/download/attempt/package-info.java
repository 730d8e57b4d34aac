/**
 * One file's attempts: sources in order, retries that resume, the writing of parts. Start at
 * SourceFallback.
 */
package dev.voyage.download.attempt;
