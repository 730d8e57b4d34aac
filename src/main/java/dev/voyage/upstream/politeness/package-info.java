/**
 * Per-host limits: concurrency that adapts, pace, circuit breaker, fair queue, bandwidth. Start at
 * HostLimiter.
 */
package dev.voyage.upstream.politeness;
