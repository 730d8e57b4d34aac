/**
 * Authentication, ownership and tickets: decides whether a caller may use an endpoint. Start at
 * Guard.
 */
package dev.voyage.api.guard;
