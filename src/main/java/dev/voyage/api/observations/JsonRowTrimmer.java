package dev.voyage.api.observations;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.voyage.journal.event.JournalEntry;
import java.io.IOException;
import java.util.Set;
import java.util.function.Function;

/** Leaves cells out of the {@code row} of {@code observation.found} events; everything else stays as it was written. */
final class JsonRowTrimmer implements Function<JournalEntry, String> {

    private static final JsonFactory JSON = new JsonFactory();

    private final Set<String> kept;

    /** @param kept names of the cells that stay */
    JsonRowTrimmer(Set<String> kept) {
        this.kept = kept;
    }

    @Override
    public String apply(JournalEntry entry) {
        String text = entry.text();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean row = json.currentName().equals("row");
                if (json.nextToken() == JsonToken.START_OBJECT && row) {
                    return trimmed(text, json);
                }
                json.skipChildren();
            }
            return text;
        } catch (IOException notOurs) {
            throw new IllegalStateException("event " + entry.search() + ":" + entry.seq() + " is not JSON", notOurs);
        }
    }

    /** @param json at the beginning of the row */
    private String trimmed(String text, JsonParser json) throws IOException {
        int begin = offset(json);
        var trimmed = new StringBuilder(text.length()).append(text, 0, begin);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean stays = kept.contains(json.currentName());
            int from = (int) json.currentTokenLocation().getCharOffset();
            json.nextToken();
            json.skipChildren();
            json.finishToken();
            if (stays) {
                trimmed.append(trimmed.length() > begin ? "," : "").append(text, from, offset(json));
            }
        }
        return trimmed.append(text, offset(json) - 1, text.length()).toString();
    }

    private static int offset(JsonParser json) {
        return (int) json.currentLocation().getCharOffset();
    }
}
