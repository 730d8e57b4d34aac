/**
 * The Virtual Observatory's registry: from a catalogue's name to its cone search, and from keywords
 * to catalogues. RegTAP 1.1 over synchronous TAP.
 */
package dev.voyage.registry;
