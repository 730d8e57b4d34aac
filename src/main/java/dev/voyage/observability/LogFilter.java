package dev.voyage.observability;

import dev.voyage.problem.SecretRedactor;
import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Removes secrets from every line of the log, of any logger, with {@link SecretRedactor}, and copies the keys at the
 * end of voyage's own lines ({@code search done search=… outcome=…}) into the {@code mdc} too, where the JSON log shows
 * them as fields. Lets all records through. One filter, since a handler takes only one.
 */
@LoggingFilter(name = "lines")
public final class LogFilter implements Filter {

    private static final Pattern KEY = Pattern.compile("(?<=\\s)([a-z][A-Za-z]*)=(\\S+)");

    private static final PatternFormatter TEXT = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line instanceof ExtLogRecord full) {
            String said = TEXT.formatMessage(full);
            String plain = said == null ? null : SecretRedactor.out(said);
            if (plain != null) {
                tell(full, said, plain);
            }
        }
        return true;
    }

    private static void tell(ExtLogRecord line, String said, String plain) {
        if (!plain.equals(said)) {
            line.setMessage(plain, ExtLogRecord.FormatStyle.NO_FORMAT);
            line.setParameters(null);
        }
        String logger = line.getLoggerName();
        if (logger != null && logger.startsWith("dev.voyage")) {
            Matcher keys = KEY.matcher(plain);
            while (keys.find()) {
                line.putMdc(keys.group(1), keys.group(2));
            }
        }
    }
}
