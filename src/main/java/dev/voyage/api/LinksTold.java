package dev.voyage.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.voyage.journal.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a search has told of the links of some observations: only they are kept in memory. */
final class LinksTold {

    /** The events to be given to {@link #take}. */
    static final Set<String> TYPES =
            Set.of("observation.found", "observation.linked", "observation.unavailable", "observation.failed");

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, JsonNode> latest = new HashMap<>();
    private final Set<String> wanted;
    private final List<String> marks;

    LinksTold(Set<String> wanted) {
        this.wanted = wanted;
        this.marks = wanted.stream().map(LinksTold::quoted).toList();
    }

    private static String quoted(String id) {
        try {
            return JSON.writeValueAsString(id);
        } catch (JsonProcessingException ours) {
            throw new IllegalStateException("a text is no JSON", ours);
        }
    }

    void take(List<Entry> events) {
        for (Entry event : events) {
            String text = event.text();
            if (marks.stream().noneMatch(text::contains)) {
                continue; // a long journal has a million of others: reading them all takes minutes
            }
            try {
                JsonNode json = JSON.readTree(text);
                String id = json.path("observation").asText();
                boolean more = !event.type().equals("observation.found");
                if (wanted.contains(id) && (more || !latest.containsKey(id))) {
                    latest.put(id, json);
                }
            } catch (JsonProcessingException notOurs) {
                throw new IllegalStateException("the store has what we did not write", notOurs);
            }
        }
    }

    /** The last event about the links of an observation; that it was found, where there is none. */
    Optional<JsonNode> of(String observation) {
        return Optional.ofNullable(latest.get(observation));
    }
}
