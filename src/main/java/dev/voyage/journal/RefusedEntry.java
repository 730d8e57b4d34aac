package dev.voyage.journal;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** An entry of an index page that was not taken, and why. */
@RegisterForReflection
public record RefusedEntry(String text, String reason) {}
