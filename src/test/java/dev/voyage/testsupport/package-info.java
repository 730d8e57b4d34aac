/**
 * What tests lean on: a server that misbehaves on demand, documents cut in pieces, time that does
 * not pass.
 */
package dev.voyage.testsupport;
