package dev.voyage.api.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.ServedFiles;
import dev.voyage.testsupport.WaitLimit;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Responses that serve files. */
@Timeout(WaitLimit.TEST_SECONDS)
class FileRouteTest {

    private static final Logger OURS = Logger.getLogger("dev.voyage.api");

    @TempDir
    Path directory;

    private static final class First extends Handler {

        final CompletableFuture<LogRecord> line = new CompletableFuture<>();

        @Override
        public void publish(LogRecord said) {
            line.complete(said);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void whoLeavesInTheMiddleOfAFileIsNoError() throws Exception {
        var first = new First();
        try (var served = new ServedFiles(directory)) {
            served.here("large", new byte[64 << 20]);
            served.settle();
            OURS.addHandler(first);
            try (var leaving = new Socket(InetAddress.getLoopbackAddress(), served.port())) {
                leaving.setSoLinger(true, 0); // reset on close
                String request = "GET " + served.href() + "/files/large HTTP/1.1\r\nHost: localhost\r\n\r\n";
                leaving.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                assertThat(leaving.getInputStream().readNBytes(100_000))
                        .startsWith("HTTP/1.1 200".getBytes(StandardCharsets.US_ASCII));
            }
            LogRecord line = first.line.get(WaitLimit.SECONDS, TimeUnit.SECONDS);

            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(line.getThrown()).isNull();
        } finally {
            OURS.removeHandler(first);
        }
    }
}
