package dev.voyage.preview.fits;

import dev.voyage.problem.Problem;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The headers of all units and the columns of tables, as text. */
public final class HeaderText {

    private static final int MOST = 1 << 20; // characters

    private HeaderText() {}

    /**
     * Up to 1 MiB of text; its last line says if headers are missing, because of that or because the file is damaged.
     *
     * @throws Problem {@code NO_PREVIEW} if not even the first header can be read
     */
    public static String of(FitsSource source) throws IOException {
        var finder = new HduFinder(source);
        var text = new StringBuilder();
        try {
            for (Optional<HeaderUnit> unit = finder.next(); unit.isPresent(); unit = finder.next()) {
                if (text.length() > MOST) {
                    return text.append("(more headers follow; this text ends after ")
                            .append(MOST)
                            .append(" characters)\n")
                            .toString();
                }
                add(text, unit.get());
            }
            return text.toString();
        } catch (EOFException truncated) {
            if (text.length() == 0) {
                throw truncated;
            }
            return text.append("(the file ends here, before the data or header that should follow)\n")
                    .toString();
        } catch (Problem damaged) {
            if (text.length() == 0) {
                throw damaged;
            }
            return text.append("(").append(damaged.detail()).append(")\n").toString();
        }
    }

    private static void add(StringBuilder text, HeaderUnit unit) {
        text.append(unit.name()).append(": ").append(unit.type());
        if (!unit.extension().isEmpty()) {
            text.append(' ').append(unit.extension());
        }
        text.append(", ").append(shape(unit)).append("\n\n");
        if (unit.isTable()) {
            List<TableColumn> columns = TableColumn.of(unit);
            int width =
                    columns.stream().mapToInt(it -> it.name().length()).max().orElse(0);
            for (TableColumn column : columns) {
                String line = "  %4d  %-" + Math.max(1, width) + "s  %-8s  %s";
                text.append(String.format(line, column.number(), column.name(), column.form(), column.unit())
                                .stripTrailing())
                        .append('\n');
            }
            text.append('\n');
        }
        text.append(unit.cards()).append('\n');
    }

    private static String shape(HeaderUnit unit) {
        if (unit.isTable()) {
            return unit.axes().get(1) + " rows";
        } else if (unit.axes().isEmpty()) {
            return "no data";
        }
        List<Long> axes = unit.axes();
        if (unit.isTiled()) {
            axes = unit.lengths("ZNAXIS");
        }
        return axes.stream().map(String::valueOf).collect(Collectors.joining(" x "))
                + (unit.isTiled() ? ", tile-compressed" : "");
    }
}
