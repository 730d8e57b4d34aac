package dev.voyage.demo.files;

import dev.voyage.demo.facts.DemoObservation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.BinaryTable;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.FitsException;
import nom.tam.fits.Header;
import nom.tam.fits.ImageData;
import nom.tam.util.FitsOutputStream;

/** Small FITS files of the kinds in an X-ray observation. */
final class FitsSamples {

    /** One column: its name, and a primitive array with a value per row. */
    private record Column(String name, String unit, Object values) {}

    private final DemoFile file;
    private final SplittableRandom random;
    private final int count;

    private FitsSamples(DemoFile file) {
        this.file = file;
        this.random = new SplittableRandom(file.seed());
        this.count = file.count();
    }

    static byte[] of(DemoFile file) {
        try {
            return new FitsSamples(file).write();
        } catch (FitsException broken) {
            throw new IllegalStateException(file.path(), broken);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private byte[] write() throws FitsException, IOException {
        var bytes = new ByteArrayOutputStream();
        try (var fits = new nom.tam.fits.Fits();
                var out = new FitsOutputStream(bytes)) {
            if (file.kind().equals("image")) {
                fits.addHDU(placed(described(ImageData.from(image()).toHDU())));
            } else {
                fits.addHDU(described(table()));
            }
            fits.write(out);
        }
        return undated(bytes.toByteArray());
    }

    /** Removes the date of writing, which the library puts into the first card. */
    private static byte[] undated(byte[] fits) {
        String card = "SIMPLE  =                    T / file conforms to the FITS standard";
        byte[] first = String.format(Locale.ROOT, "%-80s", card).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(first, 0, fits, 0, first.length);
        return fits;
    }

    private BinaryTableHDU table() throws FitsException {
        List<Column> columns = columns();
        var table = new BinaryTable();
        for (Column column : columns) {
            table.addColumn(column.values());
        }
        BinaryTableHDU hdu = table.toHDU();
        for (int i = 0; i < columns.size(); i++) {
            hdu.setColumnName(i, columns.get(i).name(), null);
            if (!columns.get(i).unit().isEmpty()) {
                hdu.setColumnMeta(i, "TUNIT", columns.get(i).unit(), null);
            }
        }
        hdu.addValue("EXTNAME", file.kind().toUpperCase(Locale.ROOT), "name of this extension");
        return hdu;
    }

    private <H extends BasicHDU<?>> H described(H hdu) throws FitsException {
        DemoObservation it = file.observation();
        Header header = hdu.getHeader();
        header.addValue("TELESCOP", file.path().substring(0, file.path().indexOf('/')), "mission");
        header.addValue("OBS_ID", it.id(), "observation");
        header.addValue("OBJECT", it.object(), "name of the observed object");
        header.addValue("RA_OBJ", it.position()[0], "[deg] right ascension, J2000");
        header.addValue("DEC_OBJ", it.position()[1], "[deg] declination, J2000");
        header.addValue("DATE-OBS", it.start().toString().replace("Z", ""), "start, UTC");
        header.addValue("ORIGIN", "voyage demo archive", "invented data");
        return hdu;
    }

    /** With coordinates: the observed object in the middle, 10 arcmin across. */
    private <H extends BasicHDU<?>> H placed(H image) throws FitsException {
        Header header = image.getHeader();
        String[] types = {"RA---TAN", "DEC--TAN"};
        for (int axis = 1; axis <= 2; axis++) {
            header.addValue("CTYPE" + axis, types[axis - 1], "tangent plane");
            header.addValue("CRPIX" + axis, (count + 1) / 2.0, "middle of the image");
            header.addValue("CRVAL" + axis, file.observation().position()[axis - 1], "[deg]");
            header.addValue("CDELT" + axis, (axis == 1 ? -1.0 : 1.0) / 6 / count, "[deg] per pixel");
            header.addValue("CUNIT" + axis, "deg", "unit of CRVAL and CDELT");
        }
        header.addValue("RADESYS", "FK5", "frame");
        header.addValue("EQUINOX", 2000.0, "[a]");
        return image;
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        switch (file.kind()) {
            case "events" -> {
                columns.add(new Column("TIME", "s", times(0.8)));
                columns.add(new Column("PI", "chan", integers(4096)));
                columns.add(new Column("X", "pixel", integers(1000)));
                columns.add(new Column("Y", "pixel", integers(1000)));
                columns.add(new Column("GRADE", "", shorts(27)));
            }
            case "gti" -> {
                double[] start = times(90);
                columns.add(new Column("START", "s", start));
                columns.add(new Column(
                        "STOP", "s", DoubleStream.of(start).map(t -> t + 41).toArray()));
            }
            case "attitude" -> {
                columns.add(new Column("TIME", "s", times(1)));
                columns.add(new Column("RA", "deg", doubles(0, 360)));
                columns.add(new Column("DEC", "deg", doubles(-90, 90)));
                columns.add(new Column("ROLL", "deg", doubles(0, 360)));
            }
            case "orbit" -> {
                columns.add(new Column("TIME", "s", times(60)));
                columns.add(new Column("POSX", "km", doubles(-7000, 7000)));
                columns.add(new Column("POSY", "km", doubles(-7000, 7000)));
                columns.add(new Column("POSZ", "km", doubles(-700, 700)));
            }
            case "spectrum" -> {
                columns.add(new Column("CHANNEL", "", IntStream.range(0, count).toArray()));
                columns.add(new Column("COUNTS", "count", integers(500)));
            }
            case "lightcurve" -> {
                columns.add(new Column("TIME", "s", times(16)));
                columns.add(new Column("RATE", "count/s", doubles(0, 40)));
                columns.add(new Column("ERROR", "count/s", doubles(0, 2)));
            }
            case "catalog" -> {
                columns.add(
                        new Column("NUMBER", "", IntStream.rangeClosed(1, count).toArray()));
                columns.add(new Column("FILESIZE", "byte", integers(60_000)));
            }
            case "housekeeping" -> {
                columns.add(new Column("TIME", "s", times(4)));
                columns.add(new Column("TEMP", "C", doubles(-10, 30)));
                columns.add(new Column("VOLTAGE", "V", doubles(4.8, 5.2)));
                columns.add(new Column("MODE", "", shorts(5)));
            }
            default -> throw new IllegalStateException("kind " + file.kind());
        }
        return columns;
    }

    private int[][] image() {
        var pixels = new int[count][count];
        double middle = (count - 1) / 2.0;
        for (int y = 0; y < count; y++) {
            for (int x = 0; x < count; x++) {
                double squared = (x - middle) * (x - middle) + (y - middle) * (y - middle);
                pixels[y][x] = (int) (500 / (1 + squared / 8)) + random.nextInt(3);
            }
        }
        return pixels;
    }

    private double[] times(double step) {
        double start = 1.0e8 + Math.floorMod(file.seed(), 1_000_000L);
        return IntStream.range(0, count)
                .mapToDouble(i -> start + step * (i + random.nextDouble()))
                .toArray();
    }

    private double[] doubles(double from, double to) {
        return random.doubles(count, from, to).toArray();
    }

    private int[] integers(int bound) {
        return random.ints(count, 0, bound).toArray();
    }

    private short[] shorts(int bound) {
        var values = new short[count];
        for (int i = 0; i < count; i++) {
            values[i] = (short) random.nextInt(bound);
        }
        return values;
    }
}
