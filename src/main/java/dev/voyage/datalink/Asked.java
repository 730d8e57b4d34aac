package dev.voyage.datalink;

import dev.voyage.votable.Row;

/**
 * An observation whose links are wanted.
 *
 * @param observation its id in the search; the answer carries it
 * @param row as the cone search gave it
 */
public record Asked(String observation, Row row) {}
