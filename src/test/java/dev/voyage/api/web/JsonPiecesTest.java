package dev.voyage.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import dev.voyage.api.client.Client;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class JsonPiecesTest {

    private final JsonPieces document = new JsonPieces();

    private static String text(byte[] piece) {
        return new String(piece, StandardCharsets.UTF_8);
    }

    @Test
    void eachPieceIsCompleteAndEndsBetweenTokens() {
        assertThat(text(document.write(json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("a\"b");
                })))
                .isEqualTo("{\"a\\\"b\":[");
        assertThat(text(document.write(json -> json.writePOJO(Map.of("c", 1))))).isEqualTo("{\"c\":1}");
        assertThat(text(document.write(json -> json.writeRawValue("{\"d\":\"é\"}"))))
                .isEqualTo(",{\"d\":\"é\"}");
        assertThat(document.write(json -> {})).isEmpty();
        assertThat(text(document.end(json -> {
                    json.writeEndArray();
                    json.writeEndObject();
                })))
                .isEqualTo("]}");
    }

    @Test
    void theLayoutIsThatOfTheCaller() {
        var spaced = new JsonPieces(new MinimalPrettyPrinter("\n"));
        spaced.write(json -> json.writeStartArray());
        spaced.write(json -> json.writeNumber(1));

        assertThat(text(spaced.end(json -> json.writeEndArray()))).isEqualTo("]");
    }

    @Property
    void thePiecesTogetherAreTheDocument(@ForAll List<String> texts) {
        var pieces = new JsonPieces();
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(pieces.write(json -> json.writeStartArray()));
        texts.forEach(text -> whole.writeBytes(pieces.write(json -> json.writeString(text.replaceAll("\\p{Cs}", "")))));
        whole.writeBytes(pieces.end(json -> json.writeEndArray()));

        assertThat(Client.json(text(whole.toByteArray())))
                .extracting(node -> node.asText())
                .isEqualTo(texts.stream()
                        .map(text -> text.replaceAll("\\p{Cs}", ""))
                        .toList());
    }
}
