package dev.voyage.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogFilterTest {

    private static ExtLogRecord line(String logger, String message) {
        var line = new ExtLogRecord(Level.INFO, message, LogFilterTest.class.getName());
        line.setLoggerName(logger);
        assertThat(new LogFilter().isLoggable(line)).isTrue();
        return line;
    }

    @Test
    void ourKeysStandBesideTheMessage() {
        assertThat(line("dev.voyage.search.run.SearchRun", "search done search=01m8 outcome=complete rows=3")
                        .getMdcCopy())
                .containsOnly(Map.entry("search", "01m8"), Map.entry("outcome", "complete"), Map.entry("rows", "3"));
    }

    @Test
    void whatOthersSayIsTheirs() {
        assertThat(line("io.vertx.core", "said a=b").getMdcCopy()).isEmpty();
    }

    @Test
    void secretsAreNeitherInTheLineNorBesideIt() {
        var ours = line("dev.voyage.api", "refused uri=/v1/events?ticket=abcdefghijklmnop");
        assertThat(ours.getMessage()).startsWith("refused uri=/v1/events").doesNotContain("abcdefghij");
        assertThat(ours.getMdcCopy().values()).noneMatch(it -> it.contains("abcdefghij"));
        assertThat(line("io.vertx.core", "GET /v1/events?ticket=abcdefghijklmnop")
                        .getMessage())
                .doesNotContain("abcdefghij");
    }
}
