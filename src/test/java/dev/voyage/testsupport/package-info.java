/** Test fixtures: a server that misbehaves on demand, documents cut in pieces, virtual time. */
package dev.voyage.testsupport;
