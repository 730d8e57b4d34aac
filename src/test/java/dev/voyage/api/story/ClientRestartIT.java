package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.testsupport.PackagedProgram;
import dev.voyage.testsupport.WaitLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The clients in Python and JavaScript during a kill and restart of the packaged program, which serves them. */
@Timeout(WaitLimit.TEST_SECONDS)
class ClientRestartIT {

    private static final int BEFORE = 8;

    private static final String PYTHON = """
            import sys, urllib.request
            urllib.request.urlretrieve(sys.argv[1] + "/clients/voyage.py", "voyage.py")
            import voyage
            for event in voyage.Voyage(sys.argv[1]).search("3C 105", "numaster").events():
                print(event.get("seq", 0), event["type"], flush=True)
            """;

    private static final String JAVASCRIPT = """
            import { writeFileSync } from 'node:fs';
            const server = process.argv[2];
            writeFileSync('client.mjs', await (await fetch(server + '/clients/voyage.js')).text());
            const { Voyage } = await import(process.cwd() + '/client.mjs');
            const search = await new Voyage(server).search({ target: '3C 105', catalogue: 'numaster' });
            for await (const event of search.events()) console.log(event.seq ?? 0, event.type);
            """;

    @TempDir
    Path directory;

    private Process program;
    private Process reader;
    private int port;
    private int demoPort;

    /** Starts on free ports first, then on the same ones: the client knows the first, the search's requests the second. */
    private void launch() throws IOException {
        program = PackagedProgram.start(
                directory,
                List.of(
                        "-Xmx256m",
                        "-Dquarkus.http.port=" + port,
                        "-Dvoyage.demo-port=" + demoPort,
                        "-Dvoyage.data=" + directory.resolve("data"),
                        "-Dvoyage.demo=true"),
                "serve");
        URI address = PackagedProgram.address(program);
        port = address.getPort();
        int demoNow = demoPort(address);
        if (demoPort != 0) {
            assertThat(demoNow).isEqualTo(demoPort);
        }
        demoPort = demoNow;
    }

    private static int demoPort(URI server) throws IOException {
        try (var answer = server.resolve("/v1/catalogues/numaster").toURL().openStream()) {
            String host = new ObjectMapper().readTree(answer).required("host").textValue();
            return URI.create("http://" + host).getPort();
        }
    }

    @AfterEach
    void stop() {
        for (Process process : new Process[] {program, reader}) {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void pythonHearsEveryEventOnce() throws Exception {
        hearsEveryEventOnce("python3", "client.py", PYTHON);
    }

    @Test
    void javascriptHearsEveryEventOnce() throws Exception {
        hearsEveryEventOnce("node", "follow.mjs", JAVASCRIPT);
    }

    private void hearsEveryEventOnce(String interpreter, String name, String script) throws Exception {
        assumeTrue(PackagedProgram.command(List.of()).isPresent(), "the program was not packaged");
        assumeTrue(isInstalled(interpreter), interpreter + " is not installed");
        launch();
        Files.writeString(directory.resolve(name), script);
        reader = new ProcessBuilder(
                        interpreter,
                        name,
                        URI.create("http://127.0.0.1:" + port).toString())
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        BufferedReader heard = reader.inputReader();
        var seqs = new ArrayList<Long>();
        String last = null;
        for (String line = heard.readLine(); line != null; line = heard.readLine()) {
            last = line;
            long seq = Long.parseLong(line.substring(0, line.indexOf(' ')));
            if (seq > 0) { // otherwise a signal
                seqs.add(seq);
            }
            if (seqs.size() == BEFORE && seq == BEFORE) {
                assertThat(reader.isAlive()).isTrue();
                program.destroyForcibly().waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS);
                launch();
            }
        }
        String errors = Files.readString(directory.resolve("errors.txt"));
        assertThat(reader.waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(reader.exitValue()).as(errors).isZero();
        assertThat(last).endsWith(" search.completed");
        assertThat(seqs)
                .hasSizeGreaterThan(BEFORE)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    }

    private static boolean isInstalled(String interpreter) throws InterruptedException {
        try {
            return new ProcessBuilder(interpreter, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS);
        } catch (IOException none) {
            return false;
        }
    }
}
