/**
 * One file of an archive, complete and verified, or not at all: requested with validators, resumed if they allow it, hashed
 * and checked while it streams, moved to its place in the mirror by one rename.
 *
 * <pre>
 * files/HOST[_PORT]/PATH/NAME            complete and verified
 * files/HOST[_PORT]/PATH/NAME.part       the first bytes of a file, exactly as the archive sent them
 * files/HOST[_PORT]/PATH/NAME.part-of    the file and version that they belong to, and how many of them survive
 *                                        a power cut
 * files/.locks                           one byte is locked for each file being written
 * </pre>
 */
package dev.voyage.download;
