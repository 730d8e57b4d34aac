/** The only package that uses internal types of Vert.x and Netty. Start at VertxInternals. */
package dev.voyage.vertx;
