package dev.voyage.demo.votable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One row in BINARY or BINARY2 (VOTable 1.4, sections 5.3 and 5.4): big-endian, no alignment. */
final class BinaryRow {

    private BinaryRow() {}

    static byte[] of(List<DemoField> fields, List<String> cells, boolean withNullFlags) {
        int flags = withNullFlags ? (fields.size() + 7) / 8 : 0;
        int longest = flags;
        for (String cell : cells) {
            longest += 8 + 4 * cell.length();
        }
        var buffer = ByteBuffer.allocate(longest);
        buffer.position(flags);
        for (int i = 0; i < fields.size(); i++) {
            if (withNullFlags && cells.get(i).isEmpty()) {
                byte flagged = buffer.get(i / 8);
                buffer.put(i / 8, (byte) (flagged | (0x80 >> (i % 8))));
            }
            put(buffer, fields.get(i), cells.get(i));
        }
        var row = new byte[buffer.position()];
        buffer.flip().get(row);
        return row;
    }

    private static void put(ByteBuffer buffer, DemoField field, String cell) {
        String number = cell.isEmpty() ? missing(field) : cell;
        switch (field.datatype()) {
            case "char" -> {
                byte[] text = cell.getBytes(StandardCharsets.UTF_8);
                buffer.putInt(text.length).put(text);
            }
            case "unicodeChar" -> {
                byte[] text = cell.getBytes(StandardCharsets.UTF_16BE);
                buffer.putInt(text.length / 2).put(text);
            }
            case "short" -> buffer.putShort(Short.parseShort(number));
            case "int" -> buffer.putInt(Integer.parseInt(number));
            case "long" -> buffer.putLong(Long.parseLong(number));
            case "float" -> buffer.putFloat(Float.parseFloat(number));
            case "double" -> buffer.putDouble(Double.parseDouble(number));
            default -> throw new IllegalStateException("datatype " + field.datatype());
        }
    }

    private static String missing(DemoField field) {
        boolean floating = field.datatype().equals("double") || field.datatype().equals("float");
        return floating ? "NaN" : field.nullText().isEmpty() ? "0" : field.nullText();
    }
}
