package dev.voyage.journal.event;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;

/** An entry of an index page that was not accepted, and the reason. */
@RegisterForReflection
public record RefusedEntry(String text, String reason) {

    /** For a mounted archive: entries that its web server would not serve either, or that are present under another path. */
    private static final Set<String> NOTHING_LOST = Set.of("hidden", "broken-link", "special", "twice");

    /** Whether the directory's content is incomplete because of it. */
    public boolean loses() {
        return !NOTHING_LOST.contains(reason);
    }
}
