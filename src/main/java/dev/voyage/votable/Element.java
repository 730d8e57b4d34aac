package dev.voyage.votable;

import java.util.HashMap;
import java.util.Map;

/** The elements that mean something to us; what stands inside any other is skipped. */
enum Element {
    VOTABLE,
    DEFINITIONS,
    RESOURCE,
    TABLE,
    FIELD,
    PARAM,
    GROUP,
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

    private static final Map<String, Element> BY_NAME = new HashMap<>();

    static {
        for (Element element : values()) {
            if (element != OTHER) {
                BY_NAME.put(element.name(), element);
            }
        }
    }

    static Element of(String localName) {
        return BY_NAME.getOrDefault(localName, OTHER);
    }
}
