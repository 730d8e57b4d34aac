/** The items of a directory listing, independent of its source. Start at ListingItem. */
package dev.voyage.archive.listing;
