/**
 * The tables from which all request handling derives: the endpoints of the API and the order of the request filters. Start at
 * ApiEndpoint.
 *
 * <p>An endpoint is served in one of two ways. Whole JSON or XML documents are annotated resources (Quarkus REST): the framework
 * binds and writes them, and the annotations are their part of the OpenAPI document. Streams, files, tar archives and tables are
 * plain routes of Vert.x, since each is written at the pace of its reader, ends when the reader stalls or disconnects, and passes
 * files from disk to socket; frames of one search are shared by all its readers. Measured (src/bench): an idle reader costs 10.1
 * KiB, and 481 000 events a second reach 10 000 of them; nginx with its nchan module: 10.0 KiB and 111 000.
 */
package dev.voyage.api.endpoint;
