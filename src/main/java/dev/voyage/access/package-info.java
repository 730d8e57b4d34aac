/**
 * Who asks, and how much of us one may have: tokens, tickets, what is held against each client. Knows
 * neither routes nor searches.
 */
package dev.voyage.access;
