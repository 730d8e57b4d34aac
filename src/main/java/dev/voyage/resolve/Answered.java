package dev.voyage.resolve;

import dev.voyage.sky.SkyPosition;

/**
 * A position as a Sesame document gives it.
 *
 * @param resolver such as {@code Simbad}
 * @param mainName or null
 * @param type or null
 */
record Answered(String resolver, String mainName, String type, SkyPosition position) {}
