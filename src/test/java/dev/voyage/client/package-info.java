/** Tests of the client for Java. */
package dev.voyage.client;
