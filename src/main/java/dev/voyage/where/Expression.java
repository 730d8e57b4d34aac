package dev.voyage.where;

/** What can stand between parentheses: something to compare, or something to decide. */
sealed interface Expression permits Operand, Criterion {}
