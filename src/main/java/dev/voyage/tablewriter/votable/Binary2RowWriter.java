package dev.voyage.tablewriter.votable;

import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TextArrays;
import dev.voyage.tablewriter.fits.BigEndian;
import dev.voyage.votable.table.ArrayShape;
import dev.voyage.votable.table.Column;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Rows in BINARY2 (VOTable 1.4, section 5.3.2), base64 in lines of 64 characters. */
final class Binary2RowWriter implements VotableWriter.Rows {

    private static final int LINE = 48; // bytes in 64 characters
    private static final byte[] NEWLINE = {'\n'};

    private final List<Column> columns;
    private final ArrayShape[] shapes;
    private final Base64.Encoder base64 = Base64.getMimeEncoder(64, NEWLINE);
    private byte[] waiting = {};

    Binary2RowWriter(List<Column> columns) {
        this.columns = columns;
        this.shapes = columns.stream().map(ArrayShape::of).toArray(ArrayShape[]::new);
    }

    @Override
    public String before() {
        return "<DATA>\n<BINARY2>\n<STREAM encoding=\"base64\">\n";
    }

    @Override
    public void row(Object[] cells, ByteSink out) {
        var bytes = new ByteSink();
        bytes.writeBytes(waiting);
        missing(cells, bytes);
        for (int i = 0; i < cells.length; i++) {
            cell(columns.get(i), shapes[i], cells[i], bytes);
        }
        byte[] all = bytes.toByteArray();
        int whole = all.length - all.length % LINE;
        waiting = Arrays.copyOfRange(all, whole, all.length);
        if (whole > 0) {
            out.writeBytes(base64.encode(Arrays.copyOf(all, whole)));
            out.write('\n');
        }
    }

    @Override
    public void after(ByteSink out) {
        out.writeBytes(base64.encode(waiting));
        out.text("\n</STREAM>\n</BINARY2>\n</DATA>\n");
    }

    /** The bitmap of missing cells: one bit per column, from the most significant on. */
    private static void missing(Object[] cells, ByteSink bytes) {
        byte[] bits = new byte[(cells.length + 7) / 8];
        for (int i = 0; i < cells.length; i++) {
            bits[i / 8] |= (byte) (cells[i] == null ? 0x80 >>> (i % 8) : 0);
        }
        bytes.writeBytes(bits);
    }

    private static void cell(Column column, ArrayShape shape, Object cell, ByteSink bytes) {
        var datatype = column.datatype();
        if (datatype.isText()) {
            String text = cell instanceof String[] texts ? TextArrays.run(texts, shape) : (String) cell;
            text(datatype, shape, text == null ? "" : text, bytes);
            return;
        }
        if (shape.variable()) {
            bytes.int32(cell == null ? 0 : BigEndian.count(datatype, cell));
        }
        if (cell != null) {
            BigEndian.write(datatype, cell, (byte) '?', bytes);
        } else if (!shape.variable()) {
            bytes.times(BigEndian.bytes(datatype, shape.count()), 0);
        }
    }

    private static void text(
            dev.voyage.votable.table.Datatype datatype, ArrayShape shape, String text, ByteSink bytes) {
        boolean wide = datatype == dev.voyage.votable.table.Datatype.UNICODE_CHAR;
        byte[] encoded = text.getBytes(wide ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
        int size = wide ? 2 : 1;
        if (shape.single() || shape.variable()) { // declared with variable length
            bytes.int32(encoded.length / size);
            bytes.writeBytes(encoded);
        } else {
            bytes.writeBytes(Arrays.copyOf(encoded, shape.count() * size));
        }
    }
}
