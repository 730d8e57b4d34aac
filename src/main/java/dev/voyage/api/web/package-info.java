/**
 * The shared tools of every route: query parameters, negotiation, validators, ranges, problem responses and the pump that writes
 * a stream at the reader's pace. Start at RouteSupport.
 */
package dev.voyage.api.web;
