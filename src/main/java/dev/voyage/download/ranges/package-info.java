/**
 * Large files fetched over several connections at once, where the archive permits it and it is measured to be faster. Start at
 * RangedBody.
 */
package dev.voyage.download.ranges;
