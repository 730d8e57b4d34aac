package dev.voyage.resolve;

import dev.voyage.sky.SkyPosition;

/**
 * A position from a Sesame document.
 *
 * @param resolver such as {@code Simbad}
 * @param mainName or null
 * @param type or null
 */
record SesameMatch(String resolver, String mainName, String type, SkyPosition position) {}
