package dev.voyage.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares readers of VOTables (voyage's, STIL's, and one on the JDK's StAX), each in its own JVM: rows and megabytes
 * per second, garbage per row, and the maximum of live memory after a full collection, sampled every 10 000 rows in a
 * separate run.
 *
 * <p>CPU seconds are those of the whole process, compiler and collector included; use them on a busy machine.
 *
 * <p>Arguments: rows (200000), measured runs (5), directory for the tables.
 */
public final class VotableBench {

    private static final int WARM_UP = 6;
    private static final Pattern NEEDED =
            Pattern.compile("classes$|/(aalto|stax2|mutiny-\\d|jctools|smallrye-common-annotation|stil-)");

    private VotableBench() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("read")) {
            read(TableReading.valueOf(args[1]), Path.of(args[2]), Integer.parseInt(args[3]));
            return;
        }
        int rows = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        String runs = args.length > 1 ? args[1] : "5";
        Path directory = Path.of(args.length > 2 ? args[2] : "target/bench");
        Files.createDirectories(directory);
        for (boolean binary2 : new boolean[] {false, true}) {
            Path file = directory.resolve((binary2 ? "binary2-" : "tabledata-") + rows + ".xml");
            if (!Files.exists(file)) {
                ObscoreTable.write(file, rows, binary2);
            }
            compare(file, rows, runs);
        }
    }

    private static void compare(Path file, int rows, String runs) throws IOException, InterruptedException {
        double megabytes = Files.size(file) / 1e6;
        print("%n%s: %d rows, %.1f MB, %s runs%n", file.getFileName(), rows, megabytes, runs);
        print("%-11s %19s %6s %14s", "", "k rows/s (min-max)", "MB/s", "k rows/CPU s");
        print(" %9s %13s%n", "alive KiB", "garbage B/row");
        Map<TableReading, Double> rates = new EnumMap<>(TableReading.class);
        Map<TableReading, Double> alive = new EnumMap<>(TableReading.class);
        for (TableReading reading : TableReading.values()) {
            String said = fork(reading, file, runs);
            double[] wall = values(said, "seconds ");
            rates.put(reading, rows / median(values(said, "cpu ")) / 1000);
            alive.put(reading, median(values(said, "alive ")) / 1024);
            print(
                    "%-11s %7.0f (%4.0f-%4.0f) %6.0f %14.0f %9.0f %13.0f%n",
                    reading,
                    rows / median(wall) / 1000,
                    rows / wall[wall.length - 1] / 1000,
                    rows / wall[0] / 1000,
                    megabytes / median(wall),
                    rates.get(reading),
                    alive.get(reading),
                    median(values(said, "allocated ")) / rows);
        }
        for (TableReading other : List.of(TableReading.STIL, TableReading.STIL_TABLE, TableReading.STAX)) {
            print(
                    "VOYAGE : %-11s %.2f rows/CPU s, %.3f alive%n",
                    other,
                    rates.get(TableReading.VOYAGE) / rates.get(other),
                    alive.get(TableReading.VOYAGE) / alive.get(other));
        }
    }

    private static String fork(TableReading reading, Path file, String runs) throws IOException, InterruptedException {
        Path out = Files.createTempFile("bench", ".out");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx2g",
                "-XX:+UseSerialGC",
                "-XX:SoftRefLRUPolicyMSPerMB=0", // keep no caches between runs
                "-Djava.awt.headless=true",
                "-cp",
                classpath(),
                VotableBench.class.getName(),
                "read",
                reading.name(),
                file.toString(),
                runs);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        int status = process.waitFor();
        String said = Files.readString(out, StandardCharsets.UTF_8);
        Files.delete(out);
        if (status != 0) {
            throw new IllegalStateException(said);
        }
        return said;
    }

    private static double[] values(String said, String name) {
        return said.lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sorted()
                .toArray();
    }

    private static double median(double[] sorted) {
        return sorted[sorted.length / 2];
    }

    /** Only the dependencies of the readers: an open jar costs heap, and a service has hundreds. */
    private static String classpath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(NEEDED.asPredicate())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void read(TableReading reading, Path file, int runs) throws IOException {
        var process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        for (int i = -WARM_UP; i < runs; i++) {
            var sum = new CheckSum(() -> {});
            long start = System.nanoTime();
            long cpu = process.getProcessCpuTime();
            long allocated = thread.getCurrentThreadAllocatedBytes();
            reading.read(file, sum);
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpuSeconds = (process.getProcessCpuTime() - cpu) / 1e9;
            if (i >= 0) {
                print("seconds %.6f%ncpu %.6f%nsum %s%n", seconds, cpuSeconds, sum);
                print("allocated %d%n", thread.getCurrentThreadAllocatedBytes() - allocated);
            }
        }
        var memory = new Memory();
        reading.read(file, new CheckSum(memory::look));
        print("alive %d%n", memory.most());
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format, values);
    }
}
