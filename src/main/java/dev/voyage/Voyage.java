package dev.voyage;

import dev.voyage.cli.CommandRunner;
import dev.voyage.cli.Invocation;
import dev.voyage.cli.LocalCommand;
import dev.voyage.cli.ProcessRole;
import dev.voyage.cli.WebBrowser;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** The entry point: starts the server, or runs the one command in the arguments and exits. */
@QuarkusMain
public class Voyage implements QuarkusApplication {

    /** Frameworks with warnings for operators of the service, not for a person at a terminal. */
    private static final List<String> FRAMEWORKS =
            List.of("io.quarkus", "io.agroal", "io.netty", "io.smallrye", "io.vertx", "org.flywaydb");

    /** The exit code of a failed command: API 4. */
    private static final int NOT_STARTED = 5;

    private static final String MIGRATION = "quarkus.flyway.active";
    private static final String MIGRATION_POSTGRESQL = "quarkus.flyway.postgresql.active";
    private static final String LOG_MANAGER = "java.util.logging.manager";

    private static volatile Invocation invocation; // null until the arguments have been parsed

    private final CommandRunner commands;

    Voyage(CommandRunner commands) {
        this.commands = commands;
    }

    /** Parses the arguments first: invalid arguments, a request for help and coordinates start nothing. */
    public static void main(String... args) {
        if (System.getProperty(LOG_MANAGER)
                == null) { // before anything logs: a list of targets is read before Quarkus starts
            System.setProperty(LOG_MANAGER, "org.jboss.logmanager.LogManager");
        }
        var exitCode = new int[1];
        Optional<Invocation> given = read(args, exitCode);
        if (given.isEmpty()) {
            System.exit(exitCode[0]);
        }
        LocalCommand.run(given.get()).ifPresent(System::exit);
        invocation = given.get();
        try {
            prepare(invocation);
        } catch (IOException unusable) {
            System.err.println("voyage: " + unusable.getMessage());
            System.exit(NOT_STARTED);
        }
        Quarkus.run(Voyage.class, args);
    }

    private static Optional<Invocation> read(String[] args, int[] exitCode) {
        var out = new PrintWriter(System.out, true, Charset.defaultCharset());
        var err = new PrintWriter(System.err, true, Charset.defaultCharset());
        return Invocation.of(args, out, err, exitCode);
    }

    /** Settings that must be in place before Quarkus reads its configuration and opens the store. */
    private static void prepare(Invocation given) throws IOException {
        ProcessRole.begin(given.role());
        if (given.demo()) {
            System.setProperty("voyage.demo", "true");
        }
        // accepts addresses as people type them: see api.Leniency
        System.setProperty("vertx.disableURIValidation", "true");
        given.data().ifPresent(data -> System.setProperty("voyage.data", data.toString()));
        given.port().ifPresent(port -> System.setProperty("quarkus.http.port", String.valueOf(port)));
        DefaultPlaces places = DefaultPlaces.ofProcess();
        places.userDefaults().forEach(System::setProperty);
        if (given.serves()) {
            PortCheck.check(places);
        }
        if (given.role().stores()) {
            SqliteLibrary.use();
            Path data = data(places);
            DataDirectory.make(data);
            String store = places.setting("voyage.store").orElse(StoreConfigSource.EMBEDDED);
            Optional<String> refusal = StoreConfigSource.refusal(store);
            if (refusal.isPresent()) {
                throw new IOException(refusal.get());
            }
            if (!StoreConfigSource.isPostgres(store)
                    && StoreSchema.isConfiguredAsShipped()
                    && StoreSchema.isCurrent(data)) {
                System.setProperty(MIGRATION, "false");
            }
        } else {
            System.setProperty(MIGRATION, "false"); // it would open the store
            System.setProperty(MIGRATION_POSTGRESQL, "false");
        }
        if (!given.serves()) {
            quieten();
        }
    }

    /** The data directory as configured, or the default one, which is then configured. */
    private static Path data(DefaultPlaces places) {
        boolean demo = places.setting("voyage.demo").filter("true"::equals).isPresent();
        return Path.of(places.setting("voyage.data").orElseGet(() -> {
            String standard = places.data(demo).toString();
            System.setProperty("voyage.data", standard);
            return standard;
        }));
    }

    /** Settings of a single command: no port, and standard output for results alone. */
    private static void quieten() {
        System.setProperty("quarkus.http.host-enabled", "false");
        System.setProperty("quarkus.banner.enabled", "false");
        System.setProperty("quarkus.log.console.stderr", "true");
        System.setProperty("quarkus.log.console.level", "WARN");
        for (String framework : FRAMEWORKS) {
            System.setProperty("quarkus.log.category.\"" + framework + "\".level", "ERROR");
        }
        // the failures that a cancelled request still reports while the process ends are of no use to a person
        System.setProperty("quarkus.log.category.\"io.quarkus.mutiny.runtime.MutinyInfrastructure\".level", "OFF");
    }

    @Override
    public int run(String... args) {
        Invocation given = invocation == null ? read(args, new int[1]).orElseThrow() : invocation;
        if (given.serves()) {
            if (given.opensPage()) {
                openPage();
            }
            Quarkus.waitForExit();
            return 0;
        }
        return commands.run(given);
    }

    private static void openPage() {
        String url = "http://localhost:" + ConfigProvider.getConfig().getValue("quarkus.http.port", String.class) + "/";
        if (!WebBrowser.open(url)) {
            System.err.println("voyage: no browser was found; the page is at " + url);
        }
    }
}
