package dev.voyage.upstream.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressPolicyTest {

    private static final EgressPolicy STRICT = new EgressPolicy(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.7",
                "203.0.113.9",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "64:ff9b::a00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2002:c0a8:101::",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "100::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1",
                "4000::1"
            })
    void addressesNearUsAreRefused(String address) throws Exception {
        URI uri = URI.create("http://archive.test/");
        List<InetAddress> resolved = List.of(InetAddress.getAllByName(address));

        assertThatThrownBy(() -> STRICT.permitted(uri, resolved)).satisfies(EgressPolicyTest::isRefused);
        String literal = address.indexOf(':') >= 0 ? "[" + address + "]" : address;
        assertThatThrownBy(() -> STRICT.check(URI.create("http://" + literal + "/")))
                .satisfies(EgressPolicyTest::isRefused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "9.255.255.255", "100.63.255.255", "100.128.0.1", "128.183.16.244", "172.15.0.1",
                "172.32.0.1", "192.0.1.1", "223.255.255.255", "2606:4700::1111", "2a00::1", "64:ff9b::808:808",
                "2002:808:808::1"
            })
    void publicAddressesAreReached(String address) throws Exception {
        List<InetAddress> resolved = List.of(InetAddress.getAllByName(address));

        assertThat(STRICT.permitted(URI.create("http://archive.test/"), resolved))
                .isEqualTo(resolved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0x7f.0.0.1/",
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.1/",
                "http://010.0.0.1/",
                "http://127.0.0.01/",
                "http://1.2.3.4./",
                "http://user@1.1.1.1/",
                "http://user:secret@archive.test/",
                "http://@archive.test/",
                "http://[fe80::1%25eth0]/",
                "ftp://archive.test/",
                "file:///etc/passwd",
                "http:///nothing",
                "http://a_b/"
            })
    void oddFormsAreRefusedBeforeAnybodyIsAsked(String uri) {
        assertThatThrownBy(() -> STRICT.check(URI.create(uri))).satisfies(EgressPolicyTest::isRefused);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://archive.test/",
                "https://archive.test:8443/x?y",
                "http://localhost/",
                "http://1.1.1.1/",
                "http://[2606:4700::1111]:81/",
                "HTTP://ARCHIVE.TEST/",
                "http://4u.test/"
            })
    void ordinaryFormsMayBeResolved(String uri) {
        assertThatCode(() -> STRICT.check(URI.create(uri))).doesNotThrowAnyException();
    }

    @Test
    void whatTheOperatorAllowsIsReached() {
        assertThat(allows("localhost", "http://localhost:1/", "127.0.0.1")).isTrue();
        assertThat(allows("LocalHost:8080", "http://LOCALHOST:8080/", "::1")).isTrue();
        assertThat(allows("localhost:8080", "http://localhost:8081/", "127.0.0.1"))
                .isFalse();
        assertThat(allows("localhost:80", "http://localhost/", "127.0.0.1")).isTrue();
        assertThat(allows("localhost:443", "https://localhost/", "127.0.0.1")).isTrue();
        assertThat(allows("127.0.0.1", "http://archive.test:1/", "127.0.0.1")).isTrue();
        assertThat(allows("127.0.0.1:80", "http://127.0.0.1:81/", "127.0.0.1")).isFalse();
        assertThat(allows("10.0.0.0/8", "http://archive.test/", "10.200.0.1")).isTrue();
        assertThat(allows("10.0.0.0/8", "http://archive.test/", "192.168.0.1")).isFalse();
        assertThat(allows("::1", "http://[::1]:7/", "::1")).isTrue();
        assertThat(allows("[::1]:8080", "http://[::1]:8080/", "::1")).isTrue();
        assertThat(allows("[::1]:8080", "http://[::1]:8081/", "::1")).isFalse();
        assertThat(allows("fd00::/8", "http://archive.test/", "fd00::7")).isTrue();
        assertThat(allows("archive.test", "http://other.test/", "10.0.0.1")).isFalse();
    }

    @Test
    void ofSeveralAddressesOnlyThePermittedAreUsed() throws Exception {
        var addresses = List.of(InetAddress.getAllByName("10.0.0.1")[0], InetAddress.getAllByName("1.1.1.1")[0]);

        assertThat(STRICT.permitted(URI.create("http://archive.test/"), addresses))
                .containsExactly(InetAddress.getAllByName("1.1.1.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*", "http://x/", "10.0.0.0/33", "10.0.0/8", "a b", "host:port"})
    void anUnreadableEntryIsAMistakeOfTheOperator(String entry) {
        assertThatIllegalArgumentException().isThrownBy(() -> new EgressPolicy(List.of(entry)));
    }

    private static boolean allows(String entry, String uri, String address) {
        try {
            var policy = new EgressPolicy(List.of(entry));
            policy.check(URI.create(uri));
            policy.permitted(URI.create(uri), List.of(CidrBlock.literal(address).orElseThrow()));
            return true;
        } catch (Problem refused) {
            isRefused(refused);
            return false;
        }
    }

    private static void isRefused(Throwable failure) {
        assertThat(failure).isInstanceOf(Problem.class);
        assertThat(((Problem) failure).kind()).isEqualTo(ProblemType.EGRESS_REFUSED);
    }
}
