package dev.voyage.docs;

import dev.voyage.problem.ProblemAdvice;
import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.docs.GeneratedSection;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table of problem types is generated from the types. */
class ProblemsPageTest {

    @Test
    void theTableOfProblemTypesIsGenerated() throws IOException {
        var text =
                new StringBuilder("| type | status | title | retryable | advice |\n| --- | --- | --- | --- | --- |\n");
        for (ProblemType kind : ProblemType.values()) {
            text.append("| `")
                    .append(kind.type())
                    .append("` | ")
                    .append(kind.status())
                    .append(" | ")
                    .append(GeneratedSection.cell(kind.title()))
                    .append(" | ")
                    .append(kind.retryable() ? "yes" : "")
                    .append(" | ")
                    .append(GeneratedSection.cell(ProblemAdvice.of(kind)))
                    .append(" |\n");
        }
        GeneratedSection.check(Path.of("docs/http-api.md"), "problems", text.toString());
    }
}
