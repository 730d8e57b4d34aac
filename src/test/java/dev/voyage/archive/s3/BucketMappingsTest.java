package dev.voyage.archive.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.coding.PercentCoding;
import dev.voyage.problem.Problem;
import java.net.URI;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketMappingsTest {

    private static final String FTP = "https://heasarc.gsfc.nasa.gov/FTP/=";
    private static final URI NUSTAR =
            URI.create("https://heasarc.gsfc.nasa.gov/FTP/nustar/data/obs/00/6//60061044002/");
    private static final String KEY = "nustar/data/obs/00/6/60061044002/";

    @ParameterizedTest
    @CsvSource({
        "https://nasa-heasarc.s3.amazonaws.com/,https://nasa-heasarc.s3.amazonaws.com/,''",
        "https://nasa-heasarc.s3.us-east-1.amazonaws.com/FTP/,https://nasa-heasarc.s3.us-east-1.amazonaws.com/,FTP/",
        "https://nasa-heasarc.s3-us-west-2.amazonaws.com/,https://nasa-heasarc.s3-us-west-2.amazonaws.com/,''",
        "https://b.s3.cn-north-1.amazonaws.com.cn/k/,https://b.s3.cn-north-1.amazonaws.com.cn/,k/",
        "https://s3.us-east-1.amazonaws.com/a.b.c/k/,https://s3.us-east-1.amazonaws.com/a.b.c/,k/",
        "http://127.0.0.1:9000/bucket/,http://127.0.0.1:9000/bucket/,''",
        "http://127.0.0.1:9000/bucket/optional//pre%20fix/,http://127.0.0.1:9000/bucket/,optional/pre fix/",
        "s3://nasa-heasarc/,https://nasa-heasarc.s3.us-east-1.amazonaws.com/,''",
        "s3://nasa-heasarc/key//prefix/,https://nasa-heasarc.s3.us-east-1.amazonaws.com/,key/prefix/",
        "s3://nasa.heasarc/,https://s3.us-east-1.amazonaws.com/nasa.heasarc/,''"
    })
    void anEndpointSaysWhichBucketAndHowItsKeysBegin(String endpoint, URI bucket, String before) {
        var buckets = BucketMappings.parse(List.of(FTP + endpoint), CloudEndpoint.AWS);
        assertThat(buckets.prefixOf(NUSTAR, null)).contains(new BucketPrefix(bucket, before + KEY));
        assertThat(buckets.prefixOf(URI.create("http://heasarc.gsfc.nasa.gov:80//FTP/a%20b+c/"), null))
                .contains(new BucketPrefix(bucket, before + "a b+c/"));
        assertThat(buckets.prefixOf(URI.create("https://heasarc.gsfc.nasa.gov/other/a/"), null))
                .isEmpty();
    }

    @Test
    void aStandMayHaveItsBucketsBelowAPath() {
        var buckets = BucketMappings.parse(
                List.of(FTP + "http://127.0.0.1:8079/s3/nasa-heasarc/", "http://h/a/=s3://other/k/"),
                "http://127.0.0.1:8079/s3/{bucket}/");
        assertThat(buckets.prefixOf(NUSTAR, null))
                .contains(new BucketPrefix(URI.create("http://127.0.0.1:8079/s3/nasa-heasarc/"), KEY));
        assertThat(buckets.prefixOf(URI.create("http://h/a/x/"), null))
                .contains(new BucketPrefix(URI.create("http://127.0.0.1:8079/s3/other/"), "k/x/"));
    }

    @Test
    void theLongestPrefixWinsAndAHintBeforeAll() {
        var buckets =
                BucketMappings.parse(List.of("http://h/a/=s3://short/", "http://h/a/b/=s3://long/"), CloudEndpoint.AWS);
        assertThat(buckets.prefixOf(URI.create("http://h/a/b/c/"), null)
                        .orElseThrow()
                        .listEndpoint())
                .hasHost("long.s3.us-east-1.amazonaws.com");
        String hint = """
                {"aws": {"bucket_name": "nasa-heasarc", "region": "us-west-2", "access": "open", \
                "key": "/FTP//nustar/6//60061044002"}}\
                """;
        assertThat(buckets.prefixOf(URI.create("http://h/a/b/c/"), hint))
                .contains(new BucketPrefix(
                        URI.create("https://nasa-heasarc.s3.us-west-2.amazonaws.com/"), "FTP/nustar/6/60061044002/"));
        assertThat(buckets.prefixOf(URI.create("http://h/a/b/c/"), "{}")
                        .orElseThrow()
                        .keyPrefix())
                .isEqualTo("c/");
        assertThatThrownBy(() -> buckets.prefixOf(URI.create("http://h/a/%2e%2e/c/"), null))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("dots");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'aws': {'bucket_name': 'nasa-heasarc', 'region': 'us-east-1', 'access': 'open', 'key': 'a/b/'}};"
                        + "nasa-heasarc us-east-1 a/b/",
                "{'aws': {'bucket_name': 'dh-fornaxdev', 'access': 'open', 'key': '/FTP/a//b'}};"
                        + "dh-fornaxdev us-east-1 FTP/a/b",
                "{'aws': {'bucket_name': 'abc', 'region': '', 'key': 'a'}};abc us-east-1 a",
                "[{'gc': {}}, {'aws': {'bucket_name': 'abc', 'region': 'eu-west-3', 'key': 'a'}}];abc eu-west-3 a",
                "{'aws': [{'bucket_name': 'abc', 'access': 'none', 'key': 'a'}, {'bucket_name': 'xyz', 'key': 'k'}]};"
                        + "xyz us-east-1 k"
            })
    void everyShapeOfTheHintIsRead(String json, String place) {
        assertThat(CloudAccess.parse(json.replace('\'', '"')))
                .extracting(it -> it.bucket() + " " + it.region() + " " + it.key())
                .containsExactly(place);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''",
                "nothing",
                "null",
                "17",
                "[[]]",
                "{'aws'",
                "{'aws': null}",
                "{'aws': 'open'}",
                "{'aws': {'bucket_name': 'nasa-heasarc', 'access': 'region', 'key': 'a/'}}",
                "{'aws': {'bucket_name': 'nasa-heasarc', 'access': 'restricted', 'key': 'a/'}}",
                "{'aws': {'bucket_name': 'nasa-heasarc', 'key': '//'}}",
                "{'aws': {'bucket_name': 'nasa-heasarc'}}",
                "{'aws': {'bucket_name': '127.0.0.1:80/x', 'key': 'a/'}}",
                "{'aws': {'bucket_name': 'evil.org/', 'key': 'a/'}}",
                "{'aws': {'bucket_name': 'evil.org#', 'key': 'a/'}}",
                "{'aws': {'bucket_name': 'a..b', 'key': 'a/'}}",
                "{'aws': {'bucket_name': 'abc', 'region': 'x.evil.org/', 'key': 'a/'}}",
                "{'aws': {'bucket_name': {'a': 1}, 'key': ['a']}}"
            })
    void anythingElseIsNoHint(String json) {
        assertThat(CloudAccess.parse(json.replace('\'', '"'))).isEmpty();
    }

    @Test
    void aHintIsNeverTooDeepOrLong() {
        assertThat(CloudAccess.parse("[".repeat(60_000))).isEmpty();
        assertThat(CloudAccess.parse("{\"aws\":" + "[".repeat(500) + "]".repeat(500) + "}"))
                .isEmpty();
        assertThat(CloudAccess.parse(" ".repeat(100_000) + "{}")).isEmpty();
    }

    @Property
    void noTextThrows(@ForAll String json) {
        assertThatNoException().isThrownBy(() -> CloudAccess.parse(json));
        assertThatNoException().isThrownBy(() -> CloudAccess.parse("{\"aws\": {\"bucket_name\": \"" + json + "\"}}"));
    }

    @Test
    void keysAreEscapedByteForByte() {
        var bucket = new BucketPrefix(URI.create("https://b.s3.amazonaws.com/"), "");
        assertThat(bucket.objectUrl("a b+c/é#?%25&=~-_.!*'()@:;,$[]/x"))
                .hasToString("https://b.s3.amazonaws.com/a%20b%2Bc/%C3%A9%23%3F%2525%26%3D~-_.%21%2A%27%28%29%40%3A%3B"
                        + "%2C%24%5B%5D/x");
        assertThat(new BucketPrefix(bucket.listEndpoint(), "a b/+/")
                        .listUrl("t+/=")
                        .getRawQuery())
                .isEqualTo("list-type=2&encoding-type=url&max-keys=1000&prefix=a%20b%2F%2B%2F"
                        + "&continuation-token=t%2B%2F%3D");
    }

    @Property
    void anEscapedKeyIsDecodedToItself(@ForAll String key) {
        // an unpaired surrogate has no bytes in UTF-8, so no bucket has one
        net.jqwik.api.Assume.that(
                java.nio.charset.StandardCharsets.UTF_8.newEncoder().canEncode(key));
        assertThat(PercentCoding.decode(PercentCoding.encode(key, "/"))).isEqualTo(key);
        assertThat(PercentCoding.decode(PercentCoding.path(List.of(key)))).isEqualTo(key);
        assertThat(PercentCoding.decode(PercentCoding.encode(key))).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({
        "https://h/FTP=s3://abc/,slash",
        "https://h/FTP/=s3://abc,slash",
        "https://h/FTP/=s3://Abc_d/,no bucket can have this name",
        "https://h/FTP/=s3:///key/,no bucket can have this name",
        "https://h/FTP/=http://127.0.0.1:9000/,names no bucket",
        "https://h/FTP/=http://127.0.0.1:9000//x/,names no bucket",
        "https://h/FTP/=ftp://h/bucket/,not an http address",
        "https://h/FTP/=http://h/bucket/?x=/,query",
        "https://h/FTP/=,slash"
    })
    void aWrongPairIsNamedWithWhatIsRight(String pair, String why) {
        assertThatThrownBy(() -> BucketMappings.parse(List.of(pair), CloudEndpoint.AWS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voyage.s3")
                .hasMessageContaining("\"" + pair + "\"")
                .hasMessageContaining(why)
                .hasMessageContaining("https://nasa-heasarc.s3.amazonaws.com/");
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.amazonaws.com/,has no {bucket}",
        "https://s3.amazonaws.com/{bucket},ends in no slash",
        "s3://{bucket}/,not an http address"
    })
    void aWrongTemplateIsNamed(String template, String why) {
        assertThatThrownBy(() -> BucketMappings.parse(List.of(), template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("voyage.cloud-endpoint")
                .hasMessageContaining(why)
                .hasMessageContaining(template);
    }
}
