package dev.voyage.upstream.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voyage.problem.Problem;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    g                | http://a/b//c/g
                    ./g              | http://a/b//c/g
                    g/               | http://a/b//c/g/
                    /g//h            | http://a/g//h
                    //other/x        | http://other/x
                    ?y&&z            | http://a/b//c/d;p?y&&z
                    g?y/./x          | http://a/b//c/g?y/./x
                    ;x               | http://a/b//c/;x
                    ..               | http://a/b//
                    ../g             | http://a/b//g
                    ../..            | http://a/b/
                    ../../../../../g | http://a/g
                    .                | http://a/b//c/
                    /./g/../h        | http://a/h
                    g..              | http://a/b//c/g..
                    %2e%2e/g         | http://a/b//c/%2e%2e/g
                    a b              | http://a/b//c/a%20b
                    {x}              | http://a/b//c/%7Bx%7D
                    a[1].fits        | http://a/b//c/a%5B1%5D.fits
                    x?y=[1]          | http://a/b//c/x?y=[1]
                    100%.fits        | http://a/b//c/100%25.fits
                    x?y=5%&z=%2b%2   | http://a/b//c/x?y=5%25&z=%2b%252
                    http://[::1]/[x] | http://[::1]/%5Bx%5D
                    #s               | http://a/b//c/d;p?q
                    HTTPS://b/x      | HTTPS://b/x
                    """)
    void referencesResolveWithoutLosingAByte(String reference, String expected) {
        assertThat(Urls.resolve(URI.create("http://a/b//c/d;p?q"), reference)).hasToString(expected);
    }

    @Test
    void anEmptyReferenceIsTheDocumentItself() {
        assertThat(Urls.resolve(URI.create("http://a//b?c"), "")).hasToString("http://a//b?c");
        assertThat(Urls.resolve(URI.create("http://a"), "b")).hasToString("http://a/b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a/", "javascript:alert(1)", "file:///etc/passwd", "http://", "//", "http:///x"})
    void whatIsNoWebAddressIsRefused(String reference) {
        assertThatThrownBy(() -> Urls.resolve(URI.create("http://a/"), reference))
                .isInstanceOf(Problem.class);
    }
}
