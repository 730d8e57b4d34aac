/** The later stages of a search: links, listings, plans and transfers. Start at Transfers. */
package dev.voyage.search.fetch;
