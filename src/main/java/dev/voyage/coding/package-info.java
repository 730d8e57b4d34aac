/** Formats that several packages share, such as HTTP-dates and percent-coding; this package uses no other. Start at HttpDate. */
package dev.voyage.coding;
