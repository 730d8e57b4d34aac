package dev.voyage.api;

import dev.voyage.search.VerifiedFile;
import io.smallrye.mutiny.Multi;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Tells what a check of a search's files shows, as it shows; nothing of it is kept but sums. */
final class VerifyReport {

    private final String search;
    private final boolean lines;
    private final long begun = System.nanoTime();
    private long files;
    private long right;
    private long bytes;

    /**
     * @param lines whether it is told in lines, one for each file and one for the sums; otherwise as
     *     one object that lists what is wrong
     */
    VerifyReport(String search, boolean lines) {
        this.search = search;
        this.lines = lines;
    }

    /** The text; an item for each file, though it may be empty, and one before and behind them. */
    Multi<Buffer> tell(Multi<VerifiedFile> checks) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        Multi.createFrom().item(lines ? Buffer.buffer() : Buffer.buffer(beginning())),
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
            return Frames.ndjson(Answers.json(members));
        } else if (isRight) {
            return Buffer.buffer();
        }
        Buffer comma = Buffer.buffer(files - right > 1 ? "," : "");
        return comma.appendBytes(Answers.json(members));
    }

    private String beginning() {
        String open = new String(Answers.json(Map.of("search", search)), java.nio.charset.StandardCharsets.UTF_8);
        return open.substring(0, open.length() - 1) + ",\"wrong\":[";
    }

    private Buffer end() {
        var sums = new LinkedHashMap<String, Object>();
        if (lines) {
            sums.put("search", search);
        }
        sums.put("files", files);
        sums.put("right", right);
        sums.put("bytes", bytes);
        sums.put("millis", (System.nanoTime() - begun) / 1_000_000);
        byte[] json = Answers.json(sums);
        return lines ? Frames.ndjson(json) : Buffer.buffer("],").appendBytes(json, 1, json.length - 1);
    }
}
