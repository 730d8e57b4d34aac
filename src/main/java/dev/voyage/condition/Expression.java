package dev.voyage.condition;

/** An expression in parentheses: an operand to compare, or a criterion to decide. */
sealed interface Expression permits Operand, Criterion {}
