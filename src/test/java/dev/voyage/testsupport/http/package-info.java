/**
 * Clients and stand-ins for {@code Http}: answers without a network, mirrors, a recorder of what was logged, plain clients of
 * the service.
 */
package dev.voyage.testsupport.http;
