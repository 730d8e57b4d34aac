/**
 * Hostile input by the million: seeds and kept finds are mutated, what has a new outcome is mutated
 * further, and nothing but a {@link dev.voyage.problem.Problem} may come out. {@code src/bench/fuzz.sh}
 * runs it for long, {@link dev.voyage.fuzz.FuzzTest} for a moment.
 */
package dev.voyage.fuzz;
