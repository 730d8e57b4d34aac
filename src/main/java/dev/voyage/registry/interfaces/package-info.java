/**
 * What a record of the registry says about services: identifiers, interfaces, and which of them is the cone search of a
 * table, in which version. Start at ConeVersions.
 */
package dev.voyage.registry.interfaces;
