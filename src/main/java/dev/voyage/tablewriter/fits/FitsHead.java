package dev.voyage.tablewriter.fits;

import dev.voyage.tablewriter.ByteSink;
import dev.voyage.tablewriter.TableMetadata;
import dev.voyage.votable.table.Column;
import java.util.List;
import nom.tam.fits.HeaderCard;
import nom.tam.fits.HeaderCardException;

/** The headers of a file with one binary table, card by card. */
final class FitsHead {

    private final ByteSink out;
    private final int start;

    private FitsHead(ByteSink out) {
        this.out = out;
        this.start = out.size();
    }

    static void write(TableMetadata table, List<FitsColumn> columns, long heap, boolean wideHeap, ByteSink out) {
        primary(table, new FitsHead(out));
        extension(table, columns, heap, wideHeap, new FitsHead(out));
    }

    private static void primary(TableMetadata table, FitsHead head) {
        head.card("SIMPLE", true, "file conforms to the FITS standard");
        head.card("BITPIX", 8, null);
        head.card("NAXIS", 0, "no data here");
        head.card("EXTEND", true, "but in an extension");
        table.infos().forEach((name, value) -> head.comment(name + " = " + value));
        table.overflow().ifPresent(why -> head.comment("OVERFLOW: " + why));
        head.end();
    }

    private static void extension(
            TableMetadata table, List<FitsColumn> columns, long heap, boolean wideHeap, FitsHead head) {
        long width = columns.stream().mapToLong(it -> it.bytes(wideHeap)).sum();
        head.card("XTENSION", "BINTABLE", "binary table");
        head.card("BITPIX", 8, null);
        head.card("NAXIS", 2, null);
        head.card("NAXIS1", width, "bytes of a row");
        head.card("NAXIS2", table.rows(), "rows");
        head.card("PCOUNT", heap, "bytes of variable arrays");
        head.card("GCOUNT", 1, null);
        head.card("TFIELDS", columns.size(), "columns");
        head.text("EXTNAME", table.name());
        List<String> names = FitsNames.of(table.columns());
        for (int i = 0; i < columns.size(); i++) {
            head.column(columns.get(i), names.get(i), i + 1, wideHeap);
        }
        table.columns().stream()
                .filter(column -> column.coosys() != null)
                .forEach(column -> head.comment(column.name() + " is in the frame " + column.coosys()));
        head.end();
    }

    private void column(FitsColumn field, String name, int number, boolean wideHeap) {
        Column column = field.column();
        text("TTYPE" + number, name);
        text("TFORM" + number, field.form(wideHeap));
        field.dimensions().ifPresent(dimensions -> text("TDIM" + number, dimensions));
        field.nullValue().ifPresent(value -> card("TNULL" + number, value, null));
        text("TUNIT" + number, column.unit());
        text("TUCD" + number, column.ucd());
        text("TCOMM" + number, column.description()); // as STIL and CDS do
    }

    /** Writes nothing for an empty text; cuts it to fit on one card. */
    private void text(String key, String text) {
        String fitting = FitsText.fitting(text, FitsText.ONE_CARD);
        if (!fitting.isEmpty()) {
            card(key, fitting, null);
        }
    }

    private void comment(String text) {
        String printable = FitsText.printable(text);
        for (int i = 0; i < printable.length(); i += 70) {
            String line = printable.substring(i, Math.min(printable.length(), i + 70));
            out.text(String.format("%-80s", "COMMENT " + line));
        }
    }

    private void card(String key, Object value, String comment) {
        try {
            HeaderCard card;
            if (value instanceof Boolean is) {
                card = new HeaderCard(key, is, comment);
            } else if (value instanceof Number number) {
                card = new HeaderCard(key, number, comment);
            } else {
                card = new HeaderCard(key, (String) value, comment);
            }
            out.text(card.toString());
        } catch (HeaderCardException ours) {
            throw new IllegalStateException(key + " = " + value, ours);
        }
    }

    private void end() {
        out.text(String.format("%-80s", "END"));
        int length = out.size() - start;
        out.times((FitsTable.BLOCK - length % FitsTable.BLOCK) % FitsTable.BLOCK, ' ');
    }
}
