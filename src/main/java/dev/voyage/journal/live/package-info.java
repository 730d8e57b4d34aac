/** Running searches in memory and the readers that follow them. Start at LiveSearch. */
package dev.voyage.journal.live;
