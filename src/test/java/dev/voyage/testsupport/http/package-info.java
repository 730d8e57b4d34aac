/**
 * Clients and stand-ins for {@code Http}: canned responses, mirrors, a recorder of notices, plain clients of the
 * services.
 */
package dev.voyage.testsupport.http;
