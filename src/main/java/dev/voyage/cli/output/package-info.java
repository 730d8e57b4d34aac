/** The output of the command line: lines for people, NDJSON for programs. Start at EventPrinter. */
package dev.voyage.cli.output;
