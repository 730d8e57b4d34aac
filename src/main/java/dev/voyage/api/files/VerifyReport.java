package dev.voyage.api.files;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.voyage.api.web.EventFrames;
import dev.voyage.api.web.JsonPieces;
import dev.voyage.api.web.ProblemResponses;
import dev.voyage.search.VerifiedFile;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.LinkedHashMap;

/** Reports the results of a check of a search's files as they occur; only totals are kept. */
final class VerifyReport {

    private final String search;
    private final boolean lines;
    private final JsonPieces report = new JsonPieces();
    private final long begun = System.nanoTime();
    private long files;
    private long right;
    private long bytes;

    /**
     * @param lines whether to report in lines, one for each file and one for the totals; otherwise as one object that lists the
     *     faults
     */
    VerifyReport(String search, boolean lines) {
        this.search = search;
        this.lines = lines;
    }

    /** The text; an item for each file, though it may be empty, and one before and one after them. */
    Multi<Buffer> tell(Multi<VerifiedFile> checks) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(lines ? Buffer.buffer() : beginning()),
                        checks.map(this::one),
                        Multi.createFrom().deferred(() -> Multi.createFrom().item(end())));
    }

    private Buffer one(VerifiedFile checked) {
        boolean isRight = checked.state().equals("right");
        files++;
        right += isRight ? 1 : 0;
        bytes += isRight ? checked.bytes() : 0;
        var members = new LinkedHashMap<String, Object>();
        members.put("file", checked.file());
        members.put("state", checked.state());
        if (lines) {
            members.put("bytes", checked.bytes());
            members.put("sha256", checked.sha256());
            members.put("verified", checked.verified());
        }
        if (checked.detail() != null) {
            members.put("detail", checked.detail());
        }
        if (lines) {
            return EventFrames.ndjson(ProblemResponses.json(members));
        }
        return isRight ? Buffer.buffer() : Buffer.buffer(report.write(json -> json.writePOJO(members)));
    }

    private Buffer beginning() {
        return Buffer.buffer(report.write(json -> {
            json.writeStartObject();
            json.writeStringField("search", search);
            json.writeArrayFieldStart("wrong");
        }));
    }

    private Buffer end() {
        return lines
                ? EventFrames.ndjson(new JsonPieces().end(json -> {
                    json.writeStartObject();
                    json.writeStringField("search", search);
                    totals(json);
                }))
                : Buffer.buffer(report.end(json -> {
                    json.writeEndArray();
                    totals(json);
                }));
    }

    private void totals(JsonGenerator json) throws IOException {
        json.writeNumberField("files", files);
        json.writeNumberField("right", right);
        json.writeNumberField("bytes", bytes);
        json.writeNumberField("millis", (System.nanoTime() - begun) / 1_000_000);
        json.writeEndObject();
    }
}
