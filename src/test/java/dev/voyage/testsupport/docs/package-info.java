/**
 * Reads the pages of {@code docs} and keeps their generated sections equal to the program.
 */
package dev.voyage.testsupport.docs;
