package dev.voyage.search.upload;

import dev.voyage.coding.GzipDecoder;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.VotableReader;
import dev.voyage.votable.event.VotableEvent;
import dev.voyage.votable.event.VotableLimits;
import dev.voyage.votable.fits.FitsDocument;
import dev.voyage.votable.table.Columns;
import dev.voyage.votable.table.Row;
import io.smallrye.mutiny.Multi;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Reads lists of targets in any supported format, recognized by the first bytes: VOTable, FITS, ECSV, IPAC, and text with commas,
 * tabs or semicolons; each also in gzip.
 */
final class TargetList {

    private TargetList() {}

    /** @throws Problem {@code BAD_PARAMETER} for {@code targets} if it has none of these formats, or is broken */
    static TargetRows read(byte[] file) {
        byte[] plain = unzipped(file);
        String begin = new String(plain, 0, Math.min(plain.length, 200), StandardCharsets.ISO_8859_1);
        if (begin.startsWith("SIMPLE  =")) {
            return fits(plain);
        } else if (isXml(plain)) {
            return votable(plain);
        }
        String text = decoded(plain);
        if (EcsvList.isOne(text)) {
            return EcsvList.read(text);
        }
        return IpacList.isOne(text) ? IpacList.read(text) : DelimitedList.read(text);
    }

    private static byte[] unzipped(byte[] file) {
        if (file.length < 2 || file[0] != 0x1f || (file[1] & 0xff) != 0x8b) {
            return file;
        }
        try {
            return GzipDecoder.decode(file, TargetTable.MOST_OF_FILE)
                    .orElseThrow(() -> Problem.invalidField(
                            "targets",
                            "the table of targets has more than " + TargetTable.MOST_OF_FILE + " bytes when unzipped"));
        } catch (ZipException broken) {
            throw Problem.invalidField("targets", "the table of targets is broken gzip", broken);
        }
    }

    private static boolean isXml(byte[] file) {
        String begin = new String(file, 0, Math.min(file.length, 200), charset(file));
        return begin.replace("\ufeff", "").stripLeading().startsWith("<");
    }

    /** By its byte order mark. */
    private static Charset charset(byte[] file) {
        boolean marked = file.length > 1 && ((file[0] & 0xff) >= 0xfe && (file[1] & 0xff) >= 0xfe);
        return marked ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8;
    }

    private static String decoded(byte[] file) {
        try {
            String text =
                    charset(file).newDecoder().decode(ByteBuffer.wrap(file)).toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException binary) {
            throw Problem.invalidField(
                    "targets",
                    "the table of targets is neither a VOTable, nor FITS, nor text in UTF-8 (CSV, TSV, ECSV, IPAC)",
                    binary);
        }
    }

    private static TargetRows fits(byte[] file) {
        try {
            FitsDocument table = FitsDocument.read(file, VotableLimits.DEFAULT);
            if (!table.rows().isEmpty() && table.otherPositions().isPresent()) {
                throw severalTables(table.otherPositions().get());
            }
            String comments = table.comments()
                    .replace("\\\n", "") // astropy breaks long lines like this
                    .lines()
                    .dropWhile(line -> !line.startsWith("--BEGIN-ASTROPY-SERIALIZED-COLUMNS--"))
                    .skip(1)
                    .takeWhile(line -> !line.startsWith("--END-ASTROPY-SERIALIZED-COLUMNS--"))
                    .reduce("", (one, other) -> one + other + "\n");
            return FramedColumns.yaml(comments)
                    .map(header -> placed(table, header))
                    .orElseGet(() -> new TargetRows(table.columns(), table.rows()));
        } catch (Problem problem) {
            if (problem.kind() == ProblemType.BAD_PARAMETER) {
                throw problem;
            }
            throw Problem.invalidField("targets", "the FITS table of targets cannot be read: " + problem.detail());
        }
    }

    private static Problem severalTables(String other) {
        return Problem.invalidField(
                "targets",
                "the list has several tables with rows; give one of them alone, the second is " + QuotedText.of(other));
    }

    private static TargetRows placed(FitsDocument table, org.yaml.snakeyaml.nodes.Node header) {
        var columns = new Columns(FramedColumns.skyCoords(table.columns().all(), header));
        return new TargetRows(
                columns, table.rows().stream().map(row -> row.as(columns)).toList());
    }

    private static TargetRows votable(byte[] file) {
        // the whole document is in memory, so nothing waits
        Iterable<VotableEvent> events = new VotableReader(VotableLimits.DEFAULT)
                .read(Multi.createFrom().item(ByteBuffer.wrap(file)))
                .subscribe()
                .asIterable();
        var columns = new Columns(List.of());
        List<Row> rows = new ArrayList<>();
        try {
            for (VotableEvent event : events) {
                if (event instanceof VotableEvent.TableStart start) {
                    columns = start.columns();
                } else if (event instanceof VotableEvent.RowRead read) {
                    rows.add(read.row());
                } else if (event instanceof VotableEvent.RowRefused refused) {
                    throw Problem.invalidField(
                            "targets",
                            "row " + refused.row() + " of the targets cannot be read: "
                                    + refused.problem().detail());
                } else if (event instanceof VotableEvent.Overflow less && less.isDamage()) {
                    throw Problem.invalidField(
                            "targets",
                            "targets are missing: " + less.message() + "; save the list again, or correct its nrows");
                } else if (event instanceof VotableEvent.TableSkipped other) {
                    throw severalTables(other.name());
                }
            }
        } catch (Problem problem) {
            throw problem.kind() == ProblemType.BAD_PARAMETER
                    ? problem
                    : Problem.invalidField("targets", "the table of targets is no VOTable: " + problem.detail());
        }
        return new TargetRows(columns, rows);
    }
}
