package dev.voyage.api.web;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A JSON document that is written and sent piece by piece. Each piece ends between two tokens; nothing is kept of it. */
public final class JsonPieces {

    private static final JsonMapper JSON = new JsonMapper();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final JsonGenerator json;

    /** A document without white space. */
    public JsonPieces() {
        this(null);
    }

    /** @param layout the white space between tokens, or null */
    public JsonPieces(PrettyPrinter layout) {
        try {
            json = JSON.createGenerator(bytes).setPrettyPrinter(layout);
        } catch (IOException memoryCannotFail) {
            throw new UncheckedIOException(memoryCannotFail);
        }
    }

    /** Writes some tokens. */
    @FunctionalInterface
    public interface Piece {
        void write(JsonGenerator json) throws IOException;
    }

    /** The bytes of the next tokens, in UTF-8. */
    public byte[] write(Piece piece) {
        try {
            piece.write(json);
            json.flush();
            byte[] written = bytes.toByteArray();
            bytes.reset();
            return written;
        } catch (IOException memoryCannotFail) {
            throw new UncheckedIOException(memoryCannotFail);
        }
    }

    /** The bytes of the last tokens. */
    public byte[] end(Piece piece) {
        return write(generator -> {
            piece.write(generator);
            generator.close();
        });
    }
}
