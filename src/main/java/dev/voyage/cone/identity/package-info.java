/** The identity of a row: its identifier and a hash of its cells. Start at RowHasher. */
package dev.voyage.cone.identity;
