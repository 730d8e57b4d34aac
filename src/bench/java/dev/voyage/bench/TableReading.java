package dev.voyage.bench;

import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import io.smallrye.mutiny.Multi;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import uk.ac.starlink.table.RowSequence;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.table.StoragePolicy;
import uk.ac.starlink.table.TableSink;
import uk.ac.starlink.util.FileDataSource;
import uk.ac.starlink.votable.VOTableBuilder;

/** The readers under comparison. Each produces a typed value for every cell. */
enum TableReading {
    VOYAGE {
        @Override
        void read(Path file, CheckSum sum) throws IOException {
            try (FileChannel channel = FileChannel.open(file)) {
                Multi<ByteBuffer> body = Multi.createFrom().generator(() -> channel, (from, emitter) -> {
                    ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
                    try {
                        if (from.read(buffer) < 0) {
                            emitter.complete();
                        } else {
                            emitter.emit(buffer.flip());
                        }
                    } catch (IOException broken) {
                        emitter.fail(broken);
                    }
                    return from;
                });
                new VotableReader(VotableLimits.DEFAULT)
                        .read(body)
                        .subscribe()
                        .with(event -> event(event, sum), failure -> {
                            throw new IllegalStateException(failure);
                        });
            }
        }

        private void event(VotableEvent event, CheckSum sum) {
            if (event instanceof VotableEvent.RowRead read) {
                sum.row();
                for (int i = 0; i < read.row().columns().size(); i++) {
                    sum.cell(read.row().cell(i));
                }
            }
        }
    },

    STIL {
        @Override
        void read(Path file, CheckSum sum) throws IOException {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                new VOTableBuilder()
                        .streamStarTable(
                                in,
                                new TableSink() {
                                    @Override
                                    public void acceptMetadata(StarTable metadata) {}

                                    @Override
                                    public void acceptRow(Object[] row) {
                                        sum.row();
                                        for (Object cell : row) {
                                            sum.cell(cell);
                                        }
                                    }

                                    @Override
                                    public void endRows() {}
                                },
                                null);
            }
        }
    },

    /** STIL in its common use: the whole table in memory, then its rows. */
    STIL_TABLE {
        @Override
        void read(Path file, CheckSum sum) throws IOException {
            var factory = new StarTableFactory();
            factory.setStoragePolicy(StoragePolicy.PREFER_MEMORY);
            var source = new FileDataSource(file.toFile());
            StarTable table = factory.makeStarTable(source, "votable");
            try (RowSequence rows = table.getRowSequence()) {
                while (rows.next()) {
                    sum.row();
                    for (Object cell : rows.getRow()) {
                        sum.cell(cell);
                    }
                }
            }
        }
    },

    STAX {
        @Override
        void read(Path file, CheckSum sum) throws IOException {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
                new StaxReading(sum).read(in);
            } catch (javax.xml.stream.XMLStreamException broken) {
                throw new UncheckedIOException(new IOException(broken));
            }
        }
    };

    abstract void read(Path file, CheckSum sum) throws IOException;
}
