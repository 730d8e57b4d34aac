/**
 * One file of an archive, whole and verified, or not at all: asked for with validators, resumed
 * where they allow, hashed and checked while it streams, put in its place in the mirror by one
 * rename.
 *
 * <pre>
 * files/HOST[_PORT]/PATH/NAME            whole, verified
 * files/HOST[_PORT]/PATH/NAME.part       the first bytes of a file, exactly as the archive sent them
 * files/HOST[_PORT]/PATH/NAME.part-of    which version of which file they belong to, and how many of them
 *                                        a power cut cannot take
 * files/.locks                           one byte is locked for each file being written
 * </pre>
 */
package dev.voyage.download;
