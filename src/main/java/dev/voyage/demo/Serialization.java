package dev.voyage.demo;

/** The three ways a VOTable writes its cells inline. */
enum Serialization {
    TABLEDATA,
    BINARY,
    BINARY2
}
