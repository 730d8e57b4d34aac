package dev.voyage.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Assumptions;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL server of this process's own, from the programs installed here, on a free port; it begins with the first use, and
 * ends with the process. Each store is a database of its own in it, made by the migrations. Its locale does not compare text by
 * bytes, so that whatever relies on it fails.
 */
public final class TestPostgres {

    public static final String NO_SERVER = "no PostgreSQL server is installed (Debian: postgresql)";

    private static final Set<String> MADE = ConcurrentHashMap.newKeySet();

    private TestPostgres() {}

    /** The store of this directory, created if absent. Skips the test where no PostgreSQL is installed. */
    public static PGSimpleDataSource in(Path directory) {
        Assumptions.assumeTrue(programs().isPresent(), NO_SERVER);
        String name = "v" + HexFormat.of().toHexDigits(directory.toString().hashCode());
        if (MADE.add(name)) {
            execute("create database " + name + " template migrated");
        }
        return source(name);
    }

    /** The address of a store with this name, without migrations. Skips the test where no PostgreSQL is installed. */
    public static PGSimpleDataSource empty(String name) {
        Assumptions.assumeTrue(programs().isPresent(), NO_SERVER);
        execute("create database " + name);
        return source(name);
    }

    /** The store that {@link #empty} has made. */
    public static PGSimpleDataSource of(String name) {
        return source(name);
    }

    /** Whether there is one to test with. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    /** Runs a statement on the server, outside of all stores. */
    public static void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(Server.ONE.url("postgres"), "voyage", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException cause) {
            throw new IllegalStateException(sql, cause);
        }
    }

    private static PGSimpleDataSource source(String database) {
        var source = new PGSimpleDataSource();
        source.setUrl(Server.ONE.url(database));
        source.setUser("voyage");
        source.setDefaultRowFetchSize(100);
        return source;
    }

    /** The directory of the programs: the newest of Debian's, or that of the first on the path. */
    private static Optional<Path> programs() {
        var places = new ArrayList<Path>();
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            versions.sorted(Comparator.reverseOrder())
                    .map(version -> version.resolve("bin"))
                    .forEach(places::add);
        } catch (IOException none) {
            // another system
        }
        for (String place : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            places.add(Path.of(place));
        }
        return places.stream()
                .filter(place ->
                        Files.isExecutable(place.resolve("initdb")) && Files.isExecutable(place.resolve("pg_ctl")))
                .findFirst();
    }

    private static final class Server {

        static final Server ONE = new Server();

        private final Path programs = programs().orElseThrow();
        private final Path home;
        private final int port = freePort();

        private Server() {
            try {
                home = Files.createTempDirectory("voyage-postgresql");
                if (isRoot()) {
                    run(List.of("chown", "postgres", home.toString()), false);
                }
                String data = home.resolve("data").toString();
                run(
                        List.of(
                                programs.resolve("initdb").toString(),
                                "-D",
                                data,
                                "-U",
                                "voyage",
                                "-A",
                                "trust",
                                "-E",
                                "UTF8",
                                "--locale=C.UTF-8",
                                "--locale-provider=icu",
                                "--icu-locale=en-US",
                                "--no-sync"),
                        true);
                Runtime.getRuntime().addShutdownHook(new Thread(this::end));
                run(
                        List.of(
                                programs.resolve("pg_ctl").toString(),
                                "-D",
                                data,
                                "-w",
                                "-t",
                                "120",
                                "-l",
                                home.resolve("log").toString(),
                                "-o",
                                "-p " + port + " -k " + home + " -c listen_addresses=127.0.0.1 -c fsync=off"
                                        + " -c max_connections=200",
                                "start"),
                        true);
                migrate();
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }

        String url(String database) {
            return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
        }

        private void migrate() {
            try (Connection connection = DriverManager.getConnection(url("postgres"), "voyage", "");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database migrated");
            } catch (SQLException cause) {
                throw new IllegalStateException(cause);
            }
            Flyway.configure()
                    .dataSource(url("migrated"), "voyage", "")
                    .locations("db/postgresql")
                    .load()
                    .migrate();
        }

        private void end() {
            try {
                run(
                        List.of(
                                programs.resolve("pg_ctl").toString(),
                                "-D",
                                home.resolve("data").toString(),
                                "-m",
                                "immediate",
                                "stop"),
                        true);
                run(List.of("rm", "-rf", home.toString()), false);
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }

        private static int freePort() {
            try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }

        private static boolean isRoot() {
            return "root".equals(System.getProperty("user.name"));
        }

        /** @param asServer as a user other than root, which PostgreSQL refuses */
        private void run(List<String> command, boolean asServer) throws IOException {
            var all = new ArrayList<String>();
            if (asServer && isRoot()) {
                all.addAll(List.of("runuser", "-u", "postgres", "--"));
            }
            all.addAll(command);
            Path out = Files.createTempFile("voyage-postgresql", ".out"); // pg_ctl's server would keep a pipe open
            try {
                Process process = new ProcessBuilder(all)
                        .directory(Path.of("/").toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
                if (!process.waitFor(150, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    throw new IOException(all + ": " + Files.readString(out, StandardCharsets.UTF_8));
                }
            } catch (InterruptedException ended) {
                throw new IOException(ended);
            } finally {
                Files.delete(out);
            }
        }
    }
}
