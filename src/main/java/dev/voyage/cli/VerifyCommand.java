package dev.voyage.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.cli.options.VerifyOptions;
import dev.voyage.cli.output.CommandConsole;
import dev.voyage.cli.output.VerificationPrinter;
import dev.voyage.journal.Journal;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.Verification;
import dev.voyage.search.VerifiedFile;
import jakarta.enterprise.context.ApplicationScoped;

/** Verifies the files of a search of the data directory. */
@ApplicationScoped
class VerifyCommand {

    private final Journal journal;
    private final Verification verification;
    private final ObjectMapper mapper = new ObjectMapper();

    VerifyCommand(Journal journal, Verification verification) {
        this.journal = journal;
        this.verification = verification;
    }

    /**
     * Blocks until every file has been read.
     *
     * @return the exit code
     */
    int run(VerifyOptions options, CommandConsole console) {
        if (journal.find(options.search).await().indefinitely().isEmpty()) {
            throw Problem.of(
                    ProblemType.NOT_FOUND,
                    "there is no search " + QuotedText.of(options.search)
                            + " in this data directory; --data names another, --server a service");
        }
        var printer = new VerificationPrinter(console.out(), options.json);
        for (VerifiedFile file : verification.verify(options.search).subscribe().asIterable()) {
            var line = mapper.createObjectNode()
                    .put("file", file.file())
                    .put("state", file.state())
                    .put("bytes", file.bytes())
                    .put("sha256", file.sha256())
                    .put("detail", file.detail());
            printer.file(line);
        }
        printer.end();
        return ExitCode.of(printer);
    }
}
