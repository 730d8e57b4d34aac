/** The file to download, its sources, and the events of a transfer. Start at Download. */
package dev.voyage.download.source;
