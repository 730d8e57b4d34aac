/** The text of a condition in tokens, and the problems that say at which character reading stopped. Start at Lexer. */
package dev.voyage.condition.syntax;
