package dev.voyage.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LenientUriFilterTest {

    @ParameterizedTest
    @CsvSource(delimiterString = "   ", quoteCharacter = '\u00a7', textBlock = """
        /v1/stream?where=exposure_a+<=+10000   /v1/stream?where=exposure_a+%3C=+10000
        /v1/stream?where=exposure_a+%3C%3D+1   /v1/stream?where=exposure_a+%3C%3D+1
        /v1/stream?where=name+LIKE+'3C%'   /v1/stream?where=name+LIKE+'3C%25'
        /v1/targets?name=3C%20105   /v1/targets?name=3C%20105
        /v1/targets?name={x}|"y"^`z`   /v1/targets?name=%7Bx%7D%7C%22y%22%5E%60z%60
        /v1/targets?name=100%   /v1/targets?name=100%25
        """)
    void whatCannotStandInAnAddressIsEncoded(String given, String legal) {
        assertThat(LenientUriFilter.legal(given.strip())).isEqualTo(legal.strip());
    }

    @Property
    void theOutcomeIsLegalAndStays(@ForAll @CharRange(from = '!', to = '\u00ff') String query) {
        String legal = LenientUriFilter.legal("/v1/targets?name=" + query);

        assertThat(URI.create(legal).getRawQuery()).isNotNull();
        assertThat(LenientUriFilter.legal(legal)).isEqualTo(legal);
    }
}
