/**
 * Conditions on the rows of a table: the condition of an ADQL WHERE clause, without arithmetic and
 * functions, bound to typed columns and answered in SQL's three-valued logic.
 */
package dev.voyage.condition;
