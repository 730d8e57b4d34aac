package dev.voyage.fuzz;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * {@code Fuzz COUNT SEED [NAME...]}: COUNT inputs for each target (or for the named ones), with progress. Failing
 * inputs are written to {@code target/fuzz/NAME/}, and the exit code is then 1.
 */
public final class Fuzz {

    private static final long SLICE = 250_000;
    private static final int HANGS_AFTER_SECONDS = 120;

    private Fuzz() {}

    public static void main(String[] args) throws Exception {
        long count = Long.parseLong(args[0]);
        long seed = Long.parseLong(args[1]);
        var names = java.util.Set.of(java.util.Arrays.copyOfRange(args, 2, args.length));
        PrintStream out = System.out;
        out.println(count + " inputs each, seed " + seed);
        long all = 0;
        boolean broken = false;
        for (FuzzTarget target : ServiceLoader.load(FuzzTarget.class)) {
            if (names.isEmpty() || names.contains(target.name())) {
                var fuzzing = new Fuzzing(target, seed);
                Fuzzing.Find find = watched(fuzzing, count, out);
                all += fuzzing.taken();
                out.println(fuzzing);
                if (find != null) {
                    broken = true;
                    out.println(kept(target.name(), find));
                    find.failure().printStackTrace(out);
                }
            }
        }
        out.printf("%,d inputs in all%n", all);
        System.exit(broken ? 1 : 0); // an endless parse keeps its thread alive
    }

    private static Fuzzing.Find watched(Fuzzing fuzzing, long count, PrintStream out)
            throws InterruptedException, ExecutionException {
        var done = CompletableFuture.supplyAsync(() -> {
            Fuzzing.Find find = fuzzing.begin();
            for (long left = count; left > 0 && find == null; left -= SLICE) {
                find = fuzzing.go(Math.min(left, SLICE));
                out.println("  " + fuzzing);
            }
            return find;
        });
        while (true) {
            byte[] before = fuzzing.current();
            try {
                return done.get(HANGS_AFTER_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stillAtIt) {
                if (fuzzing.current() == before) {
                    return new Fuzzing.Find(before, new AssertionError("does not end"));
                }
            }
        }
    }

    private static String kept(String name, Fuzzing.Find find) throws IOException {
        Path folder = Files.createDirectories(Path.of("target/fuzz", name));
        String hash = HexFormat.of().toHexDigits(java.util.Arrays.hashCode(find.input()));
        return "kept as " + Files.write(folder.resolve("broke-" + hash), find.input());
    }
}
