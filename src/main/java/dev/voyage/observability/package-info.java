/**
 * The operator's view of the running program: metrics, health, spans. The observed packages own the interfaces that are
 * implemented here, and do not depend on this package.
 */
package dev.voyage.observability;
