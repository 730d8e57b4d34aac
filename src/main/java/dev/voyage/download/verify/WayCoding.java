package dev.voyage.download.verify;

import dev.voyage.download.content.FileSignature;
import dev.voyage.download.content.FirstBytes;
import dev.voyage.download.content.NameTypes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Decides by its first bytes whether a body with Content-Encoding gzip was compressed for transport only. voyage requests
 * {@code identity}: a coding sent anyway describes the file as it is stored, and the bytes are kept as received, unless they are
 * gzip and the name says otherwise.
 */
public final class WayCoding {

    /** Enough for every signature, and for its decompressed form. */
    private static final int ENOUGH = FirstBytes.MOST;

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private final NameTypes name;
    private final boolean storedSo;

    /** @param storedSo whether a listing gives the length of this body as the length of the file */
    public WayCoding(Path place, boolean storedSo) {
        this.name = NameTypes.of(place);
        this.storedSo = storedSo;
    }

    /** Reads all of it, and leaves the buffer's position as it was. */
    public void hold(ByteBuffer chunk) {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.duplicate().get(bytes);
        held.writeBytes(bytes);
    }

    public boolean isEnough() {
        return held.size() >= ENOUGH;
    }

    /** All held bytes. */
    public ByteBuffer held() {
        return ByteBuffer.wrap(held.toByteArray());
    }

    /** Whether the held bytes must be decompressed. */
    public boolean isForTheWay() throws IOException {
        byte[] bytes = held.toByteArray();
        FirstBytes first = FirstBytes.of(bytes);
        boolean zip = first.at(0) == 0x1f && first.at(1) == 0x8b && first.at(2) == 8;
        if (!zip || name.saysGzip()) {
            return false;
        }
        Optional<FileSignature> signature = name.signature();
        if (signature.isPresent()) {
            return !signature.get().fits(first) && signature.get().fits(unzipped(bytes));
        }
        return !storedSo;
    }

    private static FirstBytes unzipped(byte[] bytes) throws IOException {
        var first = new FirstBytes();
        try (var unzip = new GzipCheck((out, length) -> first.add(out, 0, length))) {
            unzip.update(ByteBuffer.wrap(bytes));
        }
        return first;
    }
}
