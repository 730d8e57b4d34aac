package dev.voyage.api.files;

import dev.voyage.preview.Preview;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The most recently used previews, within a bound. */
final class PreviewCache {

    private final long mostBytes;
    private final Map<String, Preview> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    PreviewCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    synchronized Optional<Preview> find(String key) {
        return Optional.ofNullable(kept.get(key));
    }

    synchronized void keep(String key, Preview preview) {
        Preview before = kept.put(key, preview);
        bytes += preview.bytes().length - (before == null ? 0 : before.bytes().length);
        var oldest = kept.entrySet().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().getValue().bytes().length;
            oldest.remove();
        }
    }
}
