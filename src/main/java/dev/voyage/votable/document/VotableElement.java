package dev.voyage.votable.document;

import java.util.HashMap;
import java.util.Map;

/** The elements that are read; the content of any other is skipped. */
enum VotableElement {
    VOTABLE,
    DEFINITIONS,
    RESOURCE,
    TABLE,
    FIELD,
    PARAM,
    GROUP,
    FIELDREF("FIELDref"),
    COOSYS,
    TIMESYS,
    INFO,
    VALUES,
    DESCRIPTION,
    DATA,
    TABLEDATA,
    TR,
    TD,
    BINARY,
    BINARY2,
    FITS,
    STREAM,
    OTHER;

    private static final Map<String, VotableElement> BY_NAME = new HashMap<>();

    private final String written;

    VotableElement() {
        this.written = name();
    }

    VotableElement(String written) {
        this.written = written;
    }

    static {
        for (VotableElement element : values()) {
            if (element != OTHER) {
                BY_NAME.put(element.written, element);
            }
        }
    }

    static VotableElement of(String localName) {
        return BY_NAME.getOrDefault(localName, OTHER);
    }
}
