package dev.voyage.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class LogKeysTest {

    private static Map<String, String> keys(String logger, String message) {
        var line = new ExtLogRecord(Level.INFO, message, LogKeysTest.class.getName());
        line.setLoggerName(logger);
        assertThat(new LogKeys().isLoggable(line)).isTrue();
        return line.getMdcCopy();
    }

    @Test
    void ourKeysStandBesideTheMessage() {
        assertThat(keys("dev.voyage.search.Run", "search done search=01m8 outcome=complete rows=3"))
                .containsOnly(Map.entry("search", "01m8"), Map.entry("outcome", "complete"), Map.entry("rows", "3"));
    }

    @Test
    void whatOthersSayIsTheirs() {
        assertThat(keys("io.vertx.core", "said a=b")).isEmpty();
    }
}
