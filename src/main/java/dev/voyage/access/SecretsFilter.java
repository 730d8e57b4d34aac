package dev.voyage.access;

import dev.voyage.problem.Secrets;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/** Takes {@link Secrets} out of lines of the log, whoever writes them. */
@LoggingFilter(name = "secrets")
public final class SecretsFilter implements Filter {

    private static final ExtFormatter WORDS = new ExtFormatter() {
        @Override
        public String format(ExtLogRecord line) {
            return formatMessage(line);
        }
    };

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord full) {
            String said = WORDS.format(full);
            String plain = said == null ? null : Secrets.out(said);
            if (plain != null && !plain.equals(said)) {
                full.setMessage(plain, ExtLogRecord.FormatStyle.NO_FORMAT);
                full.setParameters(null);
            }
        }
        return true;
    }
}
