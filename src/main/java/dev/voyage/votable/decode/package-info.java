/** Byte decoders in front of the parser: gunzip, character sets, Base64. Start at ByteStage. */
package dev.voyage.votable.decode;
