package dev.voyage.client;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The lines of a body, read on demand. */
final class NdjsonLines {

    private NdjsonLines() {}

    /** Fails with an {@link UncheckedIOException} if the connection breaks. A line that it cut is not given. */
    static Multi<String> of(Uni<InputStream> body) {
        return body.onItem().transformToMulti(NdjsonLines::of);
    }

    private static Multi<String> of(InputStream body) {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        return Multi.createFrom()
                .<BufferedReader, String>generator(() -> lines, (reader, emitter) -> {
                    try {
                        String line = reader.readLine();
                        if (line == null) {
                            emitter.complete();
                        } else {
                            emitter.emit(line);
                        }
                    } catch (IOException broken) {
                        emitter.fail(new UncheckedIOException(broken));
                    }
                    return reader;
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .onTermination()
                .invoke(() -> close(body));
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
