package dev.voyage.votable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.problem.Problem;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.votable.event.VotableLimits;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorDocumentTest {

    private static Optional<String> said(String document) {
        return ErrorDocument.problemIn(
                        document.getBytes(StandardCharsets.UTF_8), new VotableReader(VotableLimits.DEFAULT))
                .await()
                .atMost(WaitLimit.TIME)
                .map(Problem::detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "UsageFault: BAND is no interval    | UsageFault: BAND is no interval",
                "  NotFoundFault                    | NotFoundFault",
                "AuthenticationError: log in;more   | AuthenticationError: log in",
                "ServiceUnavailable: later          | ServiceUnavailable: later",
                "MultiValuedParamNotSupported: POS  | MultiValuedParamNotSupported: POS",
                "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>no</INFO></RESOURCE></VOTABLE> | no",
            })
    void isAVotableOrALineOfText(String document, String words) {
        assertThat(said(document.replace(';', '\n'))).hasValue("The service refused: \"" + words + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Not Found",
                "<html><title>Error</title></html>",
                "{\"error\": \"UsageFault: x\"}",
                "Internal Server Error",
                "Error: x",
                "<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='OK'/></RESOURCE></VOTABLE>"
            })
    void anythingElseSaysNothing(String document) {
        assertThat(said(document)).isEmpty();
    }
}
