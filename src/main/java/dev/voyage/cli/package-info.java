/**
 * The command line: one search from start to end, its events as lines for people or for programs.
 */
package dev.voyage.cli;
