package dev.voyage.tables;

import dev.voyage.votable.Column;
import dev.voyage.votable.Shape;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** Rows in BINARY2 (VOTable 1.4, section 5.3.2), base64 in lines of 64 characters. */
final class Binary2Rows implements VotableWriter.Rows {

    private static final int LINE = 48; // bytes in 64 characters
    private static final byte[] NEWLINE = {'\n'};

    private final List<Column> columns;
    private final Shape[] shapes;
    private final Base64.Encoder base64 = Base64.getMimeEncoder(64, NEWLINE);
    private byte[] waiting = {};

    Binary2Rows(List<Column> columns) {
        this.columns = columns;
        this.shapes = columns.stream().map(Shape::of).toArray(Shape[]::new);
    }

    @Override
    public String before() {
        return "<DATA>\n<BINARY2>\n<STREAM encoding=\"base64\">\n";
    }

    @Override
    public void row(Object[] cells, Bytes out) {
        var bytes = new Bytes();
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
    public void after(Bytes out) {
        out.writeBytes(base64.encode(waiting));
        out.text("\n</STREAM>\n</BINARY2>\n</DATA>\n");
    }

    /** A bit for each column from the high one on. */
    private static void missing(Object[] cells, Bytes bytes) {
        byte[] bits = new byte[(cells.length + 7) / 8];
        for (int i = 0; i < cells.length; i++) {
            bits[i / 8] |= (byte) (cells[i] == null ? 0x80 >>> (i % 8) : 0);
        }
        bytes.writeBytes(bits);
    }

    private static void cell(Column column, Shape shape, Object cell, Bytes bytes) {
        var datatype = column.datatype();
        if (datatype.isText()) {
            String text = cell instanceof String[] texts ? Texts.run(texts, shape) : (String) cell;
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

    private static void text(dev.voyage.votable.Datatype datatype, Shape shape, String text, Bytes bytes) {
        boolean wide = datatype == dev.voyage.votable.Datatype.UNICODE_CHAR;
        byte[] encoded = text.getBytes(wide ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8);
        int size = wide ? 2 : 1;
        if (shape.single() || shape.variable()) { // declared as of any length
            bytes.int32(encoded.length / size);
            bytes.writeBytes(encoded);
        } else {
            bytes.writeBytes(Arrays.copyOf(encoded, shape.count() * size));
        }
    }
}
