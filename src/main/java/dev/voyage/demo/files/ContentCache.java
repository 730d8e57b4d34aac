package dev.voyage.demo.files;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bytes of files: generated on first use, cached up to a limit, always the same. */
public final class ContentCache {

    private static final int MOST_KEPT_BYTES = 16 << 20;

    private final Map<String, byte[]> kept = new LinkedHashMap<>(64, 0.75f, true);
    private int keptBytes;

    public byte[] of(DemoFile file) {
        byte[] known = find(file.path());
        return known == null ? keep(file.path(), SampleContent.of(file)) : known;
    }

    /** In hexadecimal: the ETag of an object that was stored in one part. */
    String md5(DemoFile file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(of(file)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible); // every JDK has it
        }
    }

    private synchronized byte[] find(String path) {
        return kept.get(path);
    }

    private synchronized byte[] keep(String path, byte[] bytes) {
        byte[] before = kept.put(path, bytes);
        keptBytes += bytes.length - (before == null ? 0 : before.length);
        var eldest = kept.entrySet().iterator();
        while (keptBytes > MOST_KEPT_BYTES && eldest.hasNext()) {
            keptBytes -= eldest.next().getValue().length;
            eldest.remove();
        }
        return bytes;
    }
}
