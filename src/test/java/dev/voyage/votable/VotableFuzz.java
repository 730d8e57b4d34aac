package dev.voyage.votable;

import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.problem.Problem;
import dev.voyage.testsupport.Cuts;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** VOTables of every serialization: the same result or rejection for every cut. */
public final class VotableFuzz implements FuzzTarget {

    private static final VotableLimits LIMITS =
            new VotableLimits(1 << 20, 250, 10_000, 500, 64, 1 << 16, 1 << 18, 1 << 16, 256, 500, 10_000);
    private static final String FIELDS =
            "<FIELD name='a' datatype='short'/><FIELD name='b' datatype='char' arraysize='*'/>"
                    + "<FIELD name='c' datatype='double' arraysize='2'><VALUES null='-1'/></FIELD>";

    @Override
    public String name() {
        return "votable";
    }

    @Override
    public List<byte[]> seeds() {
        byte[] rows = Doc.bytes(0, 7, 0, 0, 0, 2, 'h', 'i', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
        var seeds = new ArrayList<byte[]>(Corpus.recorded("03-conesearch", "04-votable", "reconstructed/cone"));
        seeds.addAll(Corpus.recorded("reconstructed/stilts"));
        seeds.addAll(Corpus.texts(
                Doc.ints(Doc.row(1, "a&amp;<![CDATA[b]]>") + Doc.row("", "")),
                "<?xml version='1.0' encoding='ISO-8859-1'?><!DOCTYPE VOTABLE [<!ENTITY x 'y'>]>"
                        + Doc.ints(Doc.row("x", "&#x42;")),
                Doc.table(FIELDS, stream("BINARY", "base64", Doc.base64(rows))),
                Doc.table(FIELDS, stream("BINARY", "gzip", Doc.base64(Doc.gzip(rows)))),
                Doc.table(FIELDS, stream("BINARY2", "base64", Doc.base64(prefixed(rows)))),
                Doc.results("<INFO name=\"QUERY_STATUS\" value=\"ERROR\">no &lt;x></INFO>"),
                "<html><body>Error</body></html>"));
        seeds.add(Doc.gzip(Doc.ints(Doc.row(1, "a")).getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        seeds.add(Doc.ints(Doc.row(1, "\u00e9")).getBytes(java.nio.charset.StandardCharsets.UTF_16));
        return seeds;
    }

    private static byte[] prefixed(byte[] row) {
        byte[] flagged = new byte[row.length + 1];
        System.arraycopy(row, 0, flagged, 1, row.length);
        return flagged;
    }

    private static String stream(String form, String encoding, String text) {
        return "<" + form + "><STREAM encoding='" + encoding + "'>" + text + "</STREAM></" + form + ">";
    }

    @Override
    public List<String> words() {
        return List.of(
                "<TR>",
                "</TR>",
                "<TD>",
                "</TD>",
                "<TD/>",
                "<FIELD name='x' datatype='int'/>",
                "<RESOURCE>",
                "</RESOURCE>",
                "<RESOURCE type=\"results\">",
                "<TABLE>",
                "</TABLE>",
                "<DATA>",
                "</DATA>",
                "<TABLEDATA>",
                "</TABLEDATA>",
                "<GROUP>",
                "<PARAM name='a' value='b'/>",
                "<INFO name='QUERY_STATUS' value='OVERFLOW'/>",
                "<!--",
                "-->",
                "<![CDATA[",
                "]]>",
                "<!DOCTYPE a [",
                "<!ENTITY a '&b;'>",
                "&#x10FFFF;",
                "&#0;",
                "&lt;",
                "&undefined;",
                "<?xml version='1.0' encoding='UTF-16'?>",
                "datatype='",
                "arraysize='",
                "unicodeChar",
                "floatComplex",
                "unsignedByte",
                "boolean",
                "long",
                "bit",
                "3x*",
                "1000000x1000000",
                "*",
                "2147483647",
                "<STREAM encoding='gzip'>",
                "</STREAM>",
                "<BINARY2>",
                "<FITS extnum='9'>",
                "<VALUES null='1'/>",
                "href='http://x/'",
                "xmlns:v='http://x'",
                "v:",
                "AAAA",
                "/////w==",
                "ID='a'",
                "ref='a'");
    }

    @Override
    public String take(byte[] input, Random dice) {
        Reader whole = Reader.of(List.of(ByteBuffer.wrap(input)), LIMITS);
        int longest = 1 + dice.nextInt(Math.max(1, input.length));
        Reader cut = Reader.of(Cuts.random(input, longest, dice.nextLong()), LIMITS);
        if (!agree(whole, cut)) {
            throw new AssertionError("cut in pieces of up to " + longest + ":\n" + said(cut) + cut.failure()
                    + "\nwhole:\n" + said(whole) + whole.failure());
        }
        if (whole.failure() instanceof RuntimeException failure) {
            throw failure;
        } else if (whole.failure() != null) {
            throw new AssertionError(whole.failure());
        }
        return whole.rows().size() + " rows, " + whole.refusals().size() + " refused, "
                + whole.columns().size() + " columns, " + whole.descriptors().size();
    }

    /** A truncated document may end earlier if the parser sees the break earlier; it is never taken for complete. */
    private static boolean agree(Reader whole, Reader cut) {
        String one = said(whole);
        String other = said(cut);
        if (whole.failure() == null || cut.failure() == null) {
            return whole.failure() == cut.failure() && one.equals(other);
        }
        return cut.failure() instanceof Problem && (one.startsWith(other) || other.startsWith(one));
    }

    private static String said(Reader reader) {
        var said = new StringBuilder();
        for (VotableEvent event : reader.events()) {
            if (event instanceof VotableEvent.RowRead read) {
                said.append(Arrays.deepToString(read.row().toMap().values().toArray()))
                        .append(read.row().unreadable());
            } else if (event instanceof VotableEvent.RowRefused refused) {
                said.append(refused.row()).append(refused.problem().detail());
            } else if (event instanceof VotableEvent.TableStart start) {
                said.append(start.name()).append(start.columns().all());
            } else {
                said.append(event);
            }
            said.append('\n');
        }
        return said.toString();
    }
}
