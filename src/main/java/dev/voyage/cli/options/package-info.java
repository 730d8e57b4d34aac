/** The commands and options of the command line, as picocli reads them. Start at VoyageOptions. */
package dev.voyage.cli.options;
