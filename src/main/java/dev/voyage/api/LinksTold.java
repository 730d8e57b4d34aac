package dev.voyage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.journal.Entry;
import java.util.List;
import java.util.Optional;

/** What a search has told of the links of one observation: of its events only the one that counts is kept. */
final class LinksTold {

    private static final JsonMapper JSON = new JsonMapper();

    private Entry latest;

    /** More of the events about it, in their order. */
    void take(List<Entry> events) {
        for (Entry event : events) {
            // it may be told again as found, around another target, behind what was told of its links
            if (latest == null || !event.type().equals("observation.found")) {
                latest = event;
            }
        }
    }

    /** The last event about its links; that it was found, where there is none; empty where it was not. */
    Optional<JsonNode> latest() {
        try {
            return latest == null ? Optional.empty() : Optional.of(JSON.readTree(latest.text()));
        } catch (JsonProcessingException notOurs) {
            throw new IllegalStateException("the store has what we did not write", notOurs);
        }
    }
}
