package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voyage.testsupport.PackagedProgram;
import dev.voyage.testsupport.WaitLimit;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
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

/** The clients in Python, JavaScript and Java (the command line) during a kill and restart of the packaged program, which serves them. */
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
        hearsEveryEventOnce(scripted("python3", "client.py", PYTHON));
    }

    @Test
    void javascriptHearsEveryEventOnce() throws Exception {
        hearsEveryEventOnce(scripted("node", "follow.mjs", JAVASCRIPT));
    }

    @Test
    void javaHearsEveryEventOnce() throws Exception {
        hearsEveryEventOnce(new Watch());
    }

    /** A client that creates its search itself. */
    private Reader scripted(String interpreter, String name, String script) throws Exception {
        assumeTrue(isInstalled(interpreter), interpreter + " is not installed");
        Files.writeString(directory.resolve(name), script);
        return server -> List.of(interpreter, name, server.toString());
    }

    /** A client that prints a line for each event. */
    private interface Reader {

        /** Its command line. */
        List<String> command(URI server) throws Exception;

        /** Called when it has printed the first event. */
        default void begin(URI server) throws Exception {}
    }

    /** The command line of the program; its search waits until it is connected. */
    private static final class Watch implements Reader {

        private String search;

        @Override
        public List<String> command(URI server) throws Exception {
            String created = post(server.resolve("/v1/searches"), "{\"target\":\"3C 105\",\"catalogue\":\"numaster\"}");
            search = new ObjectMapper().readTree(created).required("id").textValue();
            steer(server, "pause");
            var command =
                    new ArrayList<>(PackagedProgram.command(List.of("-Xmx256m")).orElseThrow());
            command.addAll(List.of("watch", search, "--server", server.toString()));
            return command;
        }

        @Override
        public void begin(URI server) throws Exception {
            steer(server, "resume");
        }

        private void steer(URI server, String action) throws Exception {
            post(server.resolve("/v1/searches/" + search + "/" + action), "");
        }

        private static String post(URI address, String body) throws Exception {
            var request = HttpRequest.newBuilder(address);
            if (!body.isEmpty()) {
                request.header("Content-Type", "application/json");
            }
            var response = HttpClient.newHttpClient()
                    .send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isLessThan(300);
            return response.body();
        }
    }

    private static long seq(String line) throws IOException {
        return line.startsWith("{")
                ? new ObjectMapper().readTree(line).path("seq").longValue()
                : Long.parseLong(line.substring(0, line.indexOf(' ')));
    }

    private void hearsEveryEventOnce(Reader client) throws Exception {
        assumeTrue(PackagedProgram.command(List.of()).isPresent(), "the program was not packaged");
        launch();
        URI server = URI.create("http://127.0.0.1:" + port);
        reader = new ProcessBuilder(client.command(server))
                .directory(directory.toFile())
                .redirectError(directory.resolve("errors.txt").toFile())
                .start();
        BufferedReader heard = reader.inputReader();
        var seqs = new ArrayList<Long>();
        String last = null;
        for (String line = heard.readLine(); line != null; line = heard.readLine()) {
            last = line;
            long seq = seq(line);
            if (seq > 0) { // otherwise a signal
                seqs.add(seq);
            }
            if (seqs.size() == 1 && seq == 1) {
                client.begin(server);
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
        assertThat(last).contains("search.completed");
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
