package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.ProblemType;
import dev.voyage.testsupport.ScriptedServer;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.UpstreamMetrics;
import dev.voyage.upstream.UpstreamSettings;
import dev.voyage.upstream.client.DnsCache;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.CidrBlock;
import dev.voyage.upstream.egress.EgressPolicy;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.net.PfxOptions;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The address of a connection, and the name in it. */
class ConnectTest extends HttpTestBase {

    private static final EgressPolicy ONE = new EgressPolicy(List.of("127.0.0.1"));

    private final List<String> looked = new ArrayList<>();

    private URI archive(String scheme, int port) {
        return URI.create(scheme + "://archive.test:" + port + "/x");
    }

    private DnsCache.Lookup finds(String... addresses) {
        return host -> {
            looked.add(host);
            var found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = CidrBlock.literal(addresses[i]).orElseThrow();
            }
            return found;
        };
    }

    @Test
    void theCheckedAddressIsTheOneConnectedTo() {
        server.on("/x").answers(200, "text/plain", "yes");
        VertxHttp client = client(ONE, finds("10.0.0.1", "127.0.0.1"));
        for (int i = 0; i < 2; i++) {
            within(over(client).ask(get(archive("http", server.port())))).discard();
        }

        assertThat(looked).as("resolved once, then cached").containsExactly("archive.test");
        assertThat(server.requests().get(0).header("Host")).contains("archive.test:" + server.port());
        client.close();
    }

    @Test
    void theNextAddressIsTriedWhenOneDoesNotAnswer() {
        server.on("/x").answers(200, "text/plain", "yes");
        VertxHttp client = client(LOOPBACK, finds("127.0.0.2", "127.0.0.3", "127.0.0.1"));

        assertThat(bytesOf(over(client).ask(get(archive("http", server.port())))))
                .hasSize(3);
        client.close();
    }

    @Test
    void aPublicNameWithAPrivateAddressIsRefused() {
        VertxHttp client = client(ONE, finds("10.0.0.1", "fd00::1"));

        assertThat(problemOf(over(client).send(get(archive("http", 80)))).kind())
                .isEqualTo(ProblemType.EGRESS_REFUSED);
        client.close();
    }

    @Test
    void aNameNobodyKnowsIsUnavailable() {
        VertxHttp client = client(ONE, host -> {
            throw new UnknownHostException(host);
        });

        assertThat(problemOf(over(client).send(get(archive("http", 80)))).kind())
                .isEqualTo(ProblemType.UNAVAILABLE);
        client.close();
    }

    @Test
    void certificatesAreCheckedAgainstTheName(@TempDir Path directory) throws Exception {
        Path keys = keys(directory);
        HttpClientOptions options = VertxHttp.options(UpstreamSettings.USUAL, UpstreamSettings.GENEROUS)
                .setTrustOptions(new PfxOptions().setPath(keys.toString()).setPassword("secret"));
        try (var tls = ScriptedServer.startTls(listening(keys))) {
            tls.on("/x").answers(200, "text/plain", "yes");
            var client = new VertxHttp(
                    vertx(),
                    UpstreamSettings.USUAL,
                    UpstreamSettings.GENEROUS,
                    UpstreamSettings.PATIENT,
                    OptionalLong.empty(),
                    ONE,
                    "voyage/test",
                    options,
                    finds("127.0.0.1"),
                    UpstreamMetrics.NONE);

            assertThat(bytesOf(over(client).ask(get(archive("https", tls.port())))))
                    .hasSize(3);
            assertThat(problemOf(over(client).ask(get(URI.create("https://other.test:" + tls.port() + "/x"))))
                            .kind())
                    .isEqualTo(ProblemType.UNAVAILABLE);
            client.close();
            VertxHttp trustsNobodyNew = client(ONE, finds("127.0.0.1"));
            assertThat(problemOf(over(trustsNobodyNew).ask(get(archive("https", tls.port()))))
                            .kind())
                    .isEqualTo(ProblemType.UNAVAILABLE);
            trustsNobodyNew.close();
        }
    }

    private static Path keys(Path directory) throws Exception {
        Path keys = directory.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "archive",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=archive.test",
                        "-ext",
                        "san=dns:archive.test",
                        "-storetype",
                        "PKCS12",
                        "-validity",
                        "2",
                        "-keystore",
                        keys.toString(),
                        "-storepass",
                        "secret")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        return keys;
    }

    private static SSLServerSocket listening(Path keys) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, "secret".toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, "secret".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        var socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var parameters = socket.getSSLParameters();
        parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher("(archive|other)\\.test")));
        socket.setSSLParameters(parameters);
        return socket;
    }
}
