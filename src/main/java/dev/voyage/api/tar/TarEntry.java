package dev.voyage.api.tar;

import dev.voyage.journal.record.FileRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** One file in a tar: its header, its bytes, and zeros up to the next block. Not thread-safe. */
final class TarEntry implements AutoCloseable {

    private final FileRecord file;
    private final Opener opener;
    private final byte[] header;
    private SeekableByteChannel channel;

    /** Opens a file of a manifest; blocks. */
    interface Opener {
        SeekableByteChannel open(FileRecord file) throws IOException;
    }

    TarEntry(FileRecord file, Opener opener) {
        this.file = file;
        this.opener = opener;
        this.header = TarHeader.of(file.file(), file.bytes(), file.modified());
    }

    FileRecord file() {
        return file;
    }

    long length() {
        return header.length + TarHeader.padded(file.bytes());
    }

    /**
     * Blocks. Puts at least one byte, if there is room and one is left.
     *
     * @param offset in the entry
     * @throws IOException when the file is missing, or its length differs from the manifest's
     */
    void read(long offset, ByteBuffer to) throws IOException {
        open();
        long inFile = offset - header.length;
        if (inFile < 0) {
            int rest = (int) Math.min(to.remaining(), -inFile);
            to.put(header, (int) offset, rest);
        } else if (inFile < file.bytes()) {
            ByteBuffer part = to.slice().limit((int) Math.min(to.remaining(), file.bytes() - inFile));
            int count = channel.position(inFile).read(part);
            if (count < 0) {
                throw new IOException("it ends at " + inFile + " of " + file.bytes() + " bytes");
            }
            to.position(to.position() + count);
        } else {
            to.put(new byte[(int) Math.min(to.remaining(), length() - offset)]);
        }
    }

    private void open() throws IOException {
        if (channel == null) {
            channel = opener.open(file);
            if (channel.size() != file.bytes()) {
                throw new IOException("it has " + channel.size() + " bytes, not " + file.bytes());
            }
        }
    }

    @Override
    public void close() {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException onlyRead) {
                throw new UncheckedIOException(onlyRead);
            }
        }
    }
}
