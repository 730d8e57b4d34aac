package dev.voyage.objects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.testsupport.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BucketSettingsTest {

    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret");

    @TempDir
    Path directory;

    private static BucketSettings settings(Map<String, String> environment, String... values) {
        return BucketSettings.of(Settings.of(FilesConfig.class, values), environment::get);
    }

    @ParameterizedTest
    @CsvSource({
        "s3://voyage, https://s3.us-east-1.amazonaws.com, false, https://voyage.s3.us-east-1.amazonaws.com/a",
        "s3://voyage/, http://127.0.0.1:9000, true, http://127.0.0.1:9000/voyage/a",
        "s3://voyage/one/two/, http://127.0.0.1:9000/, true, http://127.0.0.1:9000/voyage/one/two/a",
        "s3://voyage/one, https://store.test/gate, true, https://store.test/gate/voyage/one/a",
        "s3://my.bucket, https://store.test, true, https://store.test/my.bucket/a",
    })
    void objectsLieBelowThePrefix(String files, String endpoint, boolean inPath, String address) {
        BucketSettings bucket = settings(
                KEYS,
                "voyage.files",
                files,
                "voyage.files.s3.endpoint",
                endpoint,
                "voyage.files.s3.path-style",
                Boolean.toString(inPath));
        assertThat(bucket.place().address("a")).hasToString(address);
    }

    @Test
    void theEnvironmentHasWhatSettingsLeaveOut() {
        BucketSettings bucket = settings(
                Map.of(
                        "AWS_ACCESS_KEY_ID", "id",
                        "AWS_SECRET_ACCESS_KEY", "secret",
                        "AWS_SESSION_TOKEN", "token",
                        "AWS_DEFAULT_REGION", "eu-west-1"),
                "voyage.files",
                "s3://voyage");
        assertThat(bucket.key()).isEqualTo(new AccessKey("id", "secret", "token"));
        assertThat(bucket.place().address("a")).hasToString("https://voyage.s3.eu-west-1.amazonaws.com/a");
        assertThat(settings(
                                Map.of(
                                        "AWS_ACCESS_KEY_ID", "id",
                                        "AWS_SECRET_ACCESS_KEY", "secret",
                                        "AWS_ENDPOINT_URL", "http://localhost:9000"),
                                "voyage.files",
                                "s3://voyage")
                        .place()
                        .address("a"))
                .hasToString("http://localhost:9000/voyage/a");
    }

    @Test
    void settingsAndTheirFilesComeFirst() throws IOException {
        Path secret = Files.writeString(directory.resolve("secret"), "from a file\n");
        BucketSettings bucket = settings(
                KEYS,
                "voyage.files",
                "s3://voyage",
                "voyage.files.s3.access-key",
                "mine",
                "voyage.files.s3.secret-key-file",
                secret.toString());
        assertThat(bucket.key()).isEqualTo(new AccessKey("mine", "from a file", null));
    }

    @Test
    void withoutAKeyTheProblemSaysHowToGiveOne() {
        assertThatThrownBy(() -> settings(Map.of(), "voyage.files", "s3://voyage"))
                .hasMessageContaining("voyage.files.s3.access-key")
                .hasMessageContaining("AWS_ACCESS_KEY_ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://",
                "s3:///prefix",
                "s3://UPPER/x",
                "s3://a..b",
                "s3://voyage//x",
                "s3://voyage/a b",
                "s3://voyage/../x"
            })
    void whatIsNoBucketNamesTheSetting(String files) {
        assertThatThrownBy(() -> settings(KEYS, "voyage.files", files)).hasMessageStartingWith("voyage.files ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ftp://store.test", "store.test:9000", "https://user@store.test", "https://store.test/?x=1"})
    void whatIsNoStoreNamesTheSetting(String endpoint) {
        assertThatThrownBy(() -> settings(KEYS, "voyage.files", "s3://voyage", "voyage.files.s3.endpoint", endpoint))
                .hasMessageStartingWith("voyage.files.s3.endpoint ");
    }
}
