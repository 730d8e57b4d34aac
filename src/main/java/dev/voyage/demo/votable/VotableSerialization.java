package dev.voyage.demo.votable;

/** The three ways a VOTable writes its cells inline. */
public enum VotableSerialization {
    TABLEDATA,
    BINARY,
    BINARY2
}
