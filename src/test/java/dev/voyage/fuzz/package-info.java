/**
 * Generates hostile inputs by mutation of seeds and corpus; inputs with a new outcome are mutated further, and every
 * failure other than a {@link dev.voyage.problem.Problem} is reported. {@code src/bench/fuzz.sh} runs for long, {@link
 * dev.voyage.fuzz.FuzzTest} for a moment.
 */
package dev.voyage.fuzz;
