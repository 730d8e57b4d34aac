/** Mounted archives. Start at MountArchive. */
package dev.voyage.archive.mount;
