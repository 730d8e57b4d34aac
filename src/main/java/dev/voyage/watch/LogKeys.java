package dev.voyage.watch;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/**
 * Puts the keys that our messages end in ({@code search done search=… outcome=…}) beside the
 * message too, where the JSON log shows them as fields of {@code mdc}. Lets all records through.
 */
@LoggingFilter(name = "keys")
public final class LogKeys implements Filter {

    private static final Pattern KEY = Pattern.compile("(?<=\\s)([a-z][A-Za-z]*)=(\\S+)");

    private static final PatternFormatter TEXT = new PatternFormatter("%s");

    @Override
    public boolean isLoggable(LogRecord record) {
        String logger = record.getLoggerName();
        if (logger != null && logger.startsWith("dev.voyage") && record instanceof ExtLogRecord ours) {
            Matcher keys = KEY.matcher(TEXT.formatMessage(ours));
            while (keys.find()) {
                ours.putMdc(keys.group(1), keys.group(2));
            }
        }
        return true;
    }
}
