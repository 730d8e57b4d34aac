package dev.voyage.bench;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Random;

/** An invented table of observations: the 18 columns of ObsCore, with one cell in 20 missing. */
final class ObscoreTable {

    static final String[] NAMES = {
        "obs_id", "target_name", "dataproduct_type", "calib_level", "s_ra", "s_dec", "s_fov",
        "t_min", "t_max", "t_exptime", "em_min", "em_max", "access_url", "access_format",
        "access_estsize", "facility_name", "instrument_name", "is_public"
    };

    static final String[] TYPES = {
        "char", "char", "char", "short", "double", "double", "float", "double", "double", "float", "double", "double",
        "char", "char", "long", "char", "char", "boolean"
    };

    private ObscoreTable() {}

    static void write(Path file, int rows, boolean binary2) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            text(out, "<?xml version=\"1.0\"?>\n<VOTABLE version=\"1.4\"");
            text(out, " xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">\n<RESOURCE type=\"results\">");
            text(out, "\n<INFO name=\"QUERY_STATUS\" value=\"OK\"/>\n<TABLE name=\"obscore\">\n");
            for (int i = 0; i < NAMES.length; i++) {
                text(out, "<FIELD name=\"" + NAMES[i] + "\" datatype=\"" + TYPES[i] + "\"");
                text(out, TYPES[i].equals("char") ? " arraysize=\"*\"/>\n" : "/>\n");
            }
            text(out, binary2 ? "<DATA><BINARY2><STREAM encoding=\"base64\">\n" : "<DATA><TABLEDATA>\n");
            if (binary2) {
                binary2(out, rows);
            } else {
                tabledata(out, rows);
            }
            text(out, binary2 ? "</STREAM></BINARY2></DATA>" : "</TABLEDATA></DATA>");
            text(out, "\n</TABLE>\n</RESOURCE>\n</VOTABLE>\n");
        }
    }

    private static void tabledata(OutputStream out, int rows) throws IOException {
        var random = new Random(3105);
        var line = new StringBuilder();
        for (int i = 0; i < rows; i++) {
            line.setLength(0);
            line.append("<TR>");
            for (Object cell : row(i, random)) {
                line.append("<TD>").append(cell == null ? "" : cell).append("</TD>");
            }
            text(out, line.append("</TR>\n").toString());
        }
    }

    private static void binary2(OutputStream out, int rows) throws IOException {
        var random = new Random(3105);
        OutputStream base64 = Base64.getMimeEncoder().wrap(new Unclosed(out));
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < rows; i++) {
            bytes.reset();
            var data = new DataOutputStream(bytes);
            Object[] row = row(i, random);
            byte[] bitmap = new byte[(row.length + 7) / 8];
            for (int c = 0; c < row.length; c++) {
                bitmap[c / 8] |= (byte) (row[c] == null ? 0x80 >> (c % 8) : 0);
            }
            data.write(bitmap);
            for (int c = 0; c < row.length; c++) {
                cell(data, TYPES[c], row[c]);
            }
            base64.write(bytes.toByteArray());
        }
        base64.close();
    }

    private static void cell(DataOutputStream out, String type, Object cell) throws IOException {
        Number number = cell instanceof Number given ? given : 0;
        switch (type) {
            case "char" -> {
                byte[] text = (cell == null ? "" : cell.toString()).getBytes(StandardCharsets.UTF_8);
                out.writeInt(text.length);
                out.write(text);
            }
            case "short" -> out.writeShort(number.shortValue());
            case "long" -> out.writeLong(number.longValue());
            case "float" -> out.writeFloat(number.floatValue());
            case "double" -> out.writeDouble(number.doubleValue());
            default -> out.writeByte(cell == null ? '?' : cell.equals(true) ? 'T' : 'F');
        }
    }

    private static Object[] row(int i, Random random) {
        double start = 50_000 + random.nextInt(100_000_000) / 1e4;
        float exposure = random.nextInt(1_000_000) / 10f;
        Object[] row = {
            "6" + (10_000_000_000L + i),
            "NGC " + random.nextInt(8000),
            random.nextBoolean() ? "image" : "event",
            (short) random.nextInt(4),
            random.nextDouble() * 360,
            random.nextInt(1_800_000) / 1e4 - 90,
            random.nextFloat(),
            start,
            start + exposure / 86_400,
            exposure,
            random.nextDouble() * 1e-9,
            random.nextDouble() * 1e-8,
            "https://archive.test/FTP/nustar/data/obs/00/6//6" + i + "/",
            "application/x-votable+xml;content=datalink",
            (long) random.nextInt(),
            "NuSTAR",
            random.nextBoolean() ? "FPMA" : "FPMB",
            random.nextBoolean()
        };
        if (random.nextInt(20) < 18) {
            row[1 + random.nextInt(17)] = null;
        }
        return row;
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Closing the encoder writes its padding, but must leave the file open. */
    private static final class Unclosed extends java.io.FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
