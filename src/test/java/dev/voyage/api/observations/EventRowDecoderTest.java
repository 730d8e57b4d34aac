package dev.voyage.api.observations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integers beyond the precision of a double are strings in events, and numbers in tables. */
class EventRowDecoderTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "4472832130942575873, 4472832130942575873",
                "\"4472832130942575873\", 4472832130942575873",
                "\"-9223372036854775808\", -9223372036854775808",
                "9007199254740991, 9007199254740991"
            })
    void aLongIsExactHoweverItWasStored(String json, long expected) throws IOException {
        assertThat(read(json, "")).isEqualTo(expected);
    }

    @Test
    void soAreThoseOfAnArray() throws IOException {
        assertThat((long[]) read("[1,\"9007199254740993\"]", "2")).containsExactly(1, 9007199254740993L);
    }

    private static Object read(String json, String arraysize) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return new JsonCellReader(Column.of("source_id", Datatype.LONG).arraysize(arraysize)).read(parser);
        }
    }
}
