/** One search from its targets to its files. Start at Pipeline. */
package dev.voyage.search.run;
