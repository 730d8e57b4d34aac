package dev.voyage.votable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;

/** Small documents for tests. */
public final class Doc {

    private Doc() {}

    /** A document with this content in its RESOURCE of results. */
    public static String results(String content) {
        return "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\">" + content + "</RESOURCE></VOTABLE>";
    }

    /** A table with these FIELDs and this content of its DATA. */
    static String table(String fields, String data) {
        return results("<TABLE>" + fields + "<DATA>" + data + "</DATA></TABLE>");
    }

    /** One column, one row. */
    static String cell(String fieldAttributes, String inside, String td) {
        return table(
                "<FIELD name=\"x\" " + fieldAttributes + ">" + inside + "</FIELD>",
                "<TABLEDATA><TR><TD>" + td + "</TD></TR></TABLEDATA>");
    }

    /** A column of ints and one of text. */
    public static String ints(String rows) {
        return table(
                "<FIELD name=\"n\" datatype=\"int\"/><FIELD name=\"t\" datatype=\"char\"" + " arraysize=\"*\"/>",
                "<TABLEDATA>" + rows + "</TABLEDATA>");
    }

    public static String row(Object n, Object t) {
        return "<TR><TD>" + n + "</TD><TD>" + t + "</TD></TR>";
    }

    /** One column in BINARY or BINARY2. */
    static String binary(String form, String fieldAttributes, byte[] bytes) {
        return table(
                "<FIELD name=\"x\" " + fieldAttributes + "/>",
                "<%s><STREAM encoding=\"base64\">%s</STREAM></%s>".formatted(form, base64(bytes), form));
    }

    static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes);
    }

    static byte[] gzip(byte[] bytes) {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    /** A beginning and a number of MiB of one byte, compressed in pieces: the document is never in memory. */
    static byte[] gzip(String begin, int filler, int mebibytes) {
        var piece = new byte[1 << 20];
        Arrays.fill(piece, (byte) filler);
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(begin.getBytes(StandardCharsets.UTF_8));
            for (int written = 0; written < mebibytes; written++) {
                gzip.write(piece);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
