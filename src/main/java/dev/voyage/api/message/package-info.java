/** HTTP requests of clients, parsed and checked: queries, forms, negotiation, ranges, validators. Start at Negotiation. */
package dev.voyage.api.message;
