/**
 * The files of a search: manifest, bytes, checksums, URL lists, verification. Start at
 * ManifestResource and FileRoute.
 */
package dev.voyage.api.files;
