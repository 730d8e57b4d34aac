/**
 * The client of a voyage that runs elsewhere, for Java: searches, their events with resumption behind the last one, tables
 * and files. Start at VoyageClient.
 */
package dev.voyage.client;
