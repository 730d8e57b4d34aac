/**
 * Typed REST clients whose transport is {@link dev.voyage.upstream.Http}. Quarkus turns annotated interfaces into
 * requests and answers into values; limits, egress policy and connections stay those of every other request.
 */
package dev.voyage.upstream.rest;
