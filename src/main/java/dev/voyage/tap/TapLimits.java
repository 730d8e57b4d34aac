package dev.voyage.tap;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The limits that a service states for synchronous queries.
 *
 * @param uploads whether it accepts tables in the request
 * @param uploadRows most rows of an uploaded table, if stated
 * @param outputRows most rows of an answer, if stated
 * @param duration longest duration of a query, if stated
 * @see <a href="https://www.ivoa.net/documents/TAPRegExt/">TAPRegExt 1.0, 2.4 and 2.5</a>
 */
record TapLimits(boolean uploads, OptionalLong uploadRows, OptionalLong outputRows, Optional<Duration> duration) {}
