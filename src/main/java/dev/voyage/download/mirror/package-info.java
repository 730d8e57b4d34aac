/**
 * The mirror directory: names, part files, checkpoints, disk space, locks and the index. Start at
 * Mirror.
 */
package dev.voyage.download.mirror;
