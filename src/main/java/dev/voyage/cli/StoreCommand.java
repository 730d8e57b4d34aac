package dev.voyage.cli;

import dev.voyage.cli.options.StoreOptions;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.TableFile;
import dev.voyage.cli.output.TerminalText;
import dev.voyage.journal.transfer.StoreTransfer;
import dev.voyage.journal.transfer.TransferReport;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Exports and imports the contents of the store. */
@ApplicationScoped
class StoreCommand {

    private static final String FILE = "FILE";

    private final StoreTransfer transfer;

    StoreCommand(StoreTransfer transfer) {
        this.transfer = transfer;
    }

    /**
     * Blocks until everything is moved. Results and failures are lines on standard error, without the advice that the clients of a
     * service get.
     *
     * @return the exit code
     */
    int run(StoreOptions options) {
        return run(
                options, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out), System.err);
    }

    int run(StoreOptions options, InputStream in, OutputStream out, PrintStream err) {
        String result;
        try {
            if (options instanceof StoreOptions.Import given) {
                result = "imported " + restore(given.file(), in).words();
            } else if (transfer.isEmpty()) {
                err.println("voyage: the store is empty; nothing was exported");
                return ExitCode.EMPTY;
            } else {
                result = "exported " + export(options.file(), out).words();
            }
        } catch (Problem problem) {
            err.println("problem: " + TerminalText.of(problem.detail()));
            return ExitCode.of(problem.kind());
        } catch (IOException unreadable) {
            err.println("problem: " + TerminalText.of(unreadable.toString()));
            return ExitCode.FAILED;
        }
        err.println("voyage: " + result);
        return ExitCode.COMPLETE;
    }

    private TransferReport export(Optional<Path> file, OutputStream out) {
        if (file.isEmpty() && CommandConsole.isTerminal()) {
            throw Problem.badParameter(FILE, "an export is not for a terminal: name a file, or redirect the output");
        }
        var report = new TransferReport[1];
        TableFile.write("the export", file, out, to -> report[0] = transfer.export(to));
        return report[0];
    }

    private TransferReport restore(Optional<Path> file, InputStream in) throws IOException {
        if (file.isEmpty()) {
            return transfer.restore(in);
        } else if (!Files.isReadable(file.get()) || Files.isDirectory(file.get())) {
            throw Problem.badParameter(
                    FILE,
                    "there is no readable file " + QuotedText.of(file.get().toString()));
        }
        try (InputStream open = Files.newInputStream(file.get())) {
            return transfer.restore(open);
        }
    }
}
