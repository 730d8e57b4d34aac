/** Which addresses may be connected to. Start at EgressPolicy. */
package dev.voyage.upstream.egress;
