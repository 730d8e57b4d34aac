/** The facts of the embedded archive: catalogues and their observations. Start at DemoCatalogue. */
package dev.voyage.demo.facts;
