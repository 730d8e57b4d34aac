package dev.voyage.problem;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRedactorTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/searches/x/events?ticket=abc.def&after=1     | /v1/searches/x/events?ticket=…&after=1
            https://alice:secret@archive.test/x              | https://…@archive.test/x
            https://alice@archive.test/x                     | https://…@archive.test/x
            http://b.test/k?X-Amz-Credential=AK%2F1&X-Amz-Signature=0a1b&z=1 | http://b.test/k?X-Amz-Credential=…&X-Amz-Signature=…&z=1
            http://b.test/k?AWSAccessKeyId=AK&Signature=x%3D | http://b.test/k?AWSAccessKeyId=…&Signature=…
            Authorization: Bearer abcdefgh12345678           | Authorization: Bearer …
            authorization: basic YWxpY2U6c2VjcmV0cw==        | authorization: basic …
            /v1/searches?token=abc;x=1                       | /v1/searches?token=…;x=1
            """)
    void whatLetsSomebodyInIsTakenOut(String given, String plain) {
        assertThat(SecretRedactor.out(given)).isEqualTo(plain);
        assertThat(QuotedText.of(given)).isEqualTo('"' + plain + '"');
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exposure_a <= 10000 AND token='x'",
                "http://archive.test/FTP/a@b/c?table=numaster&",
                "the bearer of news",
                "basic FITS headers",
                "someone@example.org",
                "sig=3"
            })
    void everythingElseStays(String text) {
        assertThat(SecretRedactor.out(text)).isEqualTo(text);
    }
}
