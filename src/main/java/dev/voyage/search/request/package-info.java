/**
 * The request of a client: targets, catalogues, conditions, and the tables that targets are uploaded in. Start at SearchRequest.
 */
package dev.voyage.search.request;
