/**
 * Lets pages of origins that the operator lists embed voyage: they may request the API (CORS) and show the page in a frame.
 * Start at EmbedOrigins.
 */
package dev.voyage.api.embed;
