package dev.voyage.upstream.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.upstream.HttpTestBase;
import dev.voyage.upstream.client.VertxHttp;
import dev.voyage.upstream.egress.EgressPolicy;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Untrusted addresses in every form that leads to this machine: no request reaches it. */
class SsrfTest extends HttpTestBase {

    private static final EgressPolicy STRICT = new EgressPolicy(List.of());

    /** An attacker's name server; other names use the system's. */
    private static InetAddress[] attackers(String host) throws UnknownHostException {
        return host.endsWith("evil.test") || host.equals("localhost.")
                ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                : InetAddress.getAllByName(host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://127.0.0.2:PORT/",
                "http://localhost:PORT/",
                "http://LOCALHOST:PORT/",
                "http://localhost.:PORT/",
                "http://127.0.0.1.:PORT/",
                "http://0:PORT/",
                "http://0.0.0.0:PORT/",
                "http://127.1:PORT/",
                "http://127.0.1:PORT/",
                "http://2130706433:PORT/",
                "http://0x7f000001:PORT/",
                "http://0X7F.0.0.1:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://017700000001:PORT/",
                "http://127.0.0.01:PORT/",
                "http://[::1]:PORT/",
                "http://[0:0:0:0:0:0:0:1]:PORT/",
                "http://[::]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[::ffff:7f00:1]:PORT/",
                "http://[::127.0.0.1]:PORT/",
                "http://[64:ff9b::7f00:1]:PORT/",
                "http://[64:ff9b::127.0.0.1]:PORT/",
                "http://[2002:7f00:1::]:PORT/",
                "http://[fe80::1%25lo]:PORT/",
                "http://[::1%25lo]:PORT/",
                "http://user@127.0.0.1:PORT/",
                "http://archive.test@127.0.0.1:PORT/",
                "http://archive.test:80@127.0.0.1:PORT/",
                "http://archive.test\\@127.0.0.1:PORT/",
                "http://127.0.0.1:PORT\\@archive.test/",
                "http://archive.test%40127.0.0.1:PORT/",
                "http://%6c%6f%63alhost:PORT/",
                "http://127%2e0%2e0%2e1:PORT/",
                "http://\u2460\u2461\u2466.0.0.1:PORT/",
                "http://127\u30020\u30020\u30021:PORT/",
                "http://\uff4cocalhost:PORT/",
                "http://loc\talhost:PORT/",
                "http://evil.test:PORT/",
                "http://a.b.evil.test:PORT/",
                "//127.0.0.1:PORT/",
                "file:///etc/passwd",
                "jar:http://127.0.0.1:PORT!/",
                "gopher://127.0.0.1:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://168.63.129.16/machine",
                "http://100.100.100.200/latest/meta-data/",
                "http://192.168.0.1/",
                "http://1.1.1.1:25/",
                "http://1.1.1.1:6379/",
                "http://1.1.1.1:0/"
            })
    void noFormOfAnAddressLeadsToThisMachine(String form) {
        server.on("/").answers(200, "text/plain", "inside");
        VertxHttp client = client(STRICT, SsrfTest::attackers);
        String given = form.replace("PORT", Integer.toString(server.port()));
        Problem problem = problemOf(Uni.createFrom().deferred(() -> over(client)
                .send(get(Urls.resolve(java.net.URI.create("http://archive.test/x"), given)))));

        assertThat(problem.kind()).isIn(ProblemType.EGRESS_REFUSED, ProblemType.MALFORMED);
        assertThat(server.requests()).isEmpty();
        client.close();
    }

    /** A name with a public address when checked and a private one when connected: it is resolved only once. */
    @Test
    void aNameThatChangesItsMindIsAskedForOnce() {
        server.on("/x").answers(200, "text/plain", "inside");
        var asked = new AtomicInteger();
        VertxHttp client = client(STRICT, host ->
                new InetAddress[] {InetAddress.getByName(asked.getAndIncrement() == 0 ? "192.0.2.1" : "127.0.0.1")});
        var uri = java.net.URI.create("http://rebinding.test:" + server.port() + "/x");

        for (int i = 0; i < 3; i++) {
            assertThat(problemOf(over(client).send(get(uri))).kind()).isEqualTo(ProblemType.EGRESS_REFUSED);
        }
        assertThat(server.requests()).isEmpty();
        client.close();
    }

    /** The machine's own public address is no way around its firewall. */
    @Test
    void ourOwnPublicAddressIsNotReached() throws Exception {
        InetAddress own = InetAddress.getByName("9.9.9.9");
        var policy = new EgressPolicy(List.of("allowed.test"), own::equals);
        var uri = java.net.URI.create("http://voyage.test/");

        assertThat(policy.permitted(uri, List.of(own, InetAddress.getByName("1.1.1.1"))))
                .containsExactly(InetAddress.getByName("1.1.1.1"));
        assertThat(policy.permitted(java.net.URI.create("http://allowed.test/"), List.of(own)))
                .containsExactly(own);
    }
}
