package dev.voyage.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.journal.event.EventCodec;
import dev.voyage.journal.event.JournalEntry;
import dev.voyage.journal.event.ObservationEvent;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class EventLinesPropertyTest {

    @Property(tries = 300)
    void anyNumberReadsBackAsItselfAndAnyTextStaysOnItsLine(
            @ForAll double number, @ForAll float single, @ForAll String text) throws JsonProcessingException {
        var row = new LinkedHashMap<String, Object>();
        row.put("number", number);
        row.put("single", single);
        row.put("text" + text, text);
        var event = new ObservationEvent.Found("x", null, null, null, false, row);
        JournalEntry entry = JournalEntry.stored("0abc", 7, event.type(), TestJournal.NOW, EventCodec.write(event));

        JsonNode read = new ObjectMapper().readTree(entry.text()).get("row");
        assertThat(entry.text()).doesNotContain("\n").doesNotContain("\r");
        if (Double.isFinite(number)) {
            assertThat(read.get("number").doubleValue()).isEqualTo(number);
        }
        String inUtf8 = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(read.get("text" + inUtf8).asText()).isEqualTo(inUtf8);
        if (Float.isFinite(single)) {
            assertThat(Float.parseFloat(read.get("single").asText())).isEqualTo(single);
        }
    }
}
