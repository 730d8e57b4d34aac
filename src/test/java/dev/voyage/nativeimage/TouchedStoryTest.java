package dev.voyage.nativeimage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.PackagedProgram;
import dev.voyage.testsupport.WaitLimit;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * A whole story with the packaged jar: every class of the program, service of a library and resource that it finds by
 * reflection is registered with native-image. Lookups during class initialisation do not count, because native-image
 * runs them in the builder.
 */
@EnabledIfSystemProperty(named = "voyage.native-sources", matches = ".+")
@Timeout(600)
class TouchedStoryTest {

    private static final Path JAR = Path.of("target/voyage.jar");
    private static final String SEARCH = "target=3C+105&catalogue=numaster&where=exposure_a+%3C%3D+10000";
    private static final String EVENTS = "/files/60061044004/event_cl/nu60061044004A01_cl.evt.gz";
    private static final String SKY = "/files/60061044004/event_cl/nu60061044004A01_sk.img.gz";

    /** Callers whose unregistered lookups are permitted, with the reason. */
    private static final Map<String, String> NOT_IN_AN_IMAGE = Map.of(
            "sun.launcher.", "the JVM's launcher, of java -jar",
            "java.lang.Enum", "an image knows the constants of its enums",
            "io.smallrye.config.ConfigMappingInterface", "an image has the classes that implement the mappings",
            "io.smallrye.common.classloader.ClassPathUtils", "settings of the jar are recorded by the build",
            "com.arjuna.common.util.propertyservice.FileLocator", "settings of transactions, of which there are none",
            "org.sqlite.", "the driver's own feature includes its library");

    @TempDir
    Path directory;

    private record Touch(String kind, String name, String asker, String initialised) {

        static Touch of(String line) {
            String[] parts = line.split("\t", -1);
            return new Touch(parts[0], parts[1], parts[2], parts[3]);
        }

        boolean isAnImages() {
            return initialised.isEmpty() && NOT_IN_AN_IMAGE.keySet().stream().noneMatch(asker::startsWith);
        }
    }

    @Test
    void everythingThatAStoryFindsByNameIsRegistered() throws Exception {
        List<Touch> touches = touched();
        Set<String> classes = NativeSources.given().reflection().keySet();
        List<Pattern> resources = NativeSources.given().includedResources();
        var unregistered = new TreeSet<String>();
        try (var jar = new JarFile(JAR.toFile())) {
            for (Touch touch : touches.stream().filter(Touch::isAnImages).toList()) {
                if (touch.kind().equals("members") || touch.kind().equals("class")) {
                    boolean matters = touch.name().startsWith("dev.voyage.")
                            || (touch.asker().startsWith("java.util.ServiceLoader")
                                    && jar.getEntry(touch.name().replace('.', '/') + ".class") != null);
                    if (matters && !classes.contains(touch.name())) {
                        unregistered.add(touch.kind() + " of " + touch.name() + ", asked for by " + touch.asker());
                    }
                } else {
                    String name = touch.name().startsWith("/") ? touch.name().substring(1) : touch.name();
                    boolean isThere = jar.getEntry(name) != null && jar.getEntry(name + "/") == null;
                    if (isThere
                            && resources.stream()
                                    .noneMatch(it -> it.matcher(name).matches())) {
                        unregistered.add("resource " + name + ", asked for by " + touch.asker());
                    }
                }
            }
        }

        assertThat(touches)
                .anyMatch(it -> it.kind().equals("members") && it.name().startsWith("dev.voyage.journal."))
                .anyMatch(it -> it.name().equals("/demo/catalogues.csv"))
                .anyMatch(it -> it.name().startsWith("META-INF/services/"));
        assertThat(unregistered).isEmpty();
    }

    private List<Touch> touched() throws Exception {
        Path log = Files.createDirectories(directory.resolve("boot")).resolve("log.jar");
        ForkedJava.agent(log, TouchLog.class);
        Path agent = ForkedJava.agent(directory.resolve("agent.jar"), TouchAgent.class);
        Path touched = directory.resolve("touched");
        Process program = new ProcessBuilder(
                        ForkedJava.java(),
                        "-Xmx400m",
                        "-javaagent:" + agent + "=" + log + "," + touched,
                        "-Dvoyage.data=" + directory.resolve("data"),
                        "-Dvoyage.demo-port=0",
                        "-Dquarkus.http.port=0",
                        "-jar",
                        JAR.toString(),
                        "serve",
                        "--demo")
                .redirectErrorStream(true)
                .start();
        try {
            tellTheStory(PackagedProgram.address(program));
            program.destroy();
            assertThat(program.waitFor(WaitLimit.SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            program.destroyForcibly();
        }
        return Files.readAllLines(touched).stream().map(Touch::of).toList();
    }

    private static void tellTheStory(URI base) throws Exception {
        var client = HttpClient.newHttpClient();
        String events = get(client, base.resolve("/v1/stream?" + SEARCH));
        assertThat(events).contains("event: search.completed").doesNotContain("\"terminal\"");
        var href = Pattern.compile("\"href\":\"(/v1/searches/[^\"/]+)\"").matcher(events);
        assertThat(href.find()).isTrue();
        var paths = new ArrayList<>(List.of(
                "/",
                "/q/health",
                "/q/metrics",
                "/q/openapi",
                "/q/openapi?format=json",
                "/v1/searches",
                "/v1/targets?name=3C+105",
                "/v1/catalogues?keywords=nustar",
                "/availability",
                "/capabilities",
                "/uws",
                "/problems/unknown-target"));
        for (String part : List.of(
                "",
                "/files",
                "/events?after=0",
                "/archive.tar",
                "/SHA256SUMS",
                SKY + "?preview=png&stretch=zscale",
                SKY + "?preview=headers",
                EVENTS + "?preview=histogram",
                EVENTS + "?preview=curve",
                "/observations?format=votable",
                "/observations?format=fits",
                "/observations?format=csv",
                "/observations?format=json")) {
            paths.add(href.group(1) + part);
        }
        for (String path : paths) {
            assertThat(get(client, base.resolve(path))).as(path).isNotEmpty();
        }
    }

    private static String get(HttpClient client, URI uri) throws Exception {
        HttpResponse<String> answer =
                client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(uri.toString()).isEqualTo(200);
        return answer.body();
    }
}
