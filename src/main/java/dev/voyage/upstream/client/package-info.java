/**
 * The Vert.x client behind the Http interface: one request from address check to body. Start at
 * VertxHttp, then RequestExecution. WholeExchange reads small documents with the web client.
 */
package dev.voyage.upstream.client;
