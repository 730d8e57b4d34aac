package dev.voyage.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Multipart forms with files, as common programs send them. */
class MultipartFormTest {

    private static List<MultipartForm.Part> read(String contentType, String body) {
        return MultipartForm.read(contentType, body.replace("#", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void partsHaveNamesAndBytes() {
        List<MultipartForm.Part> parts = read(
                "multipart/form-data; boundary=\"b c\"",
                "preamble#--b c#"
                        + "content-disposition: form-data; filename=\"name=x\"; name=\"a b\"#Content-Type: text/plain##one"
                        + "##two#--b c#Content-Disposition: form-data; name=bare####--b c--#epilogue");

        assertThat(parts).extracting(MultipartForm.Part::name).containsExactly("a b", "bare");
        assertThat(parts).extracting(MultipartForm.Part::text).containsExactly("one\r\n\r\ntwo", "\r\n");
    }

    @Test
    void aFormMayBeEmpty() {
        assertThat(read("multipart/form-data;boundary=b", "--b--#")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    multipart/form-data             | --b--#                                            | no boundary
                    multipart/form-data; boundary=b | ``                                                | last boundary
                    multipart/form-data; boundary=b | --b#Content-Disposition: form-data; name="a"##x   | last boundary
                    multipart/form-data; boundary=b | --b#Content-Disposition: form-data; name="a"--b-- | last boundary
                    multipart/form-data; boundary=b | --b#nothing#--b--                                 | no head
                    multipart/form-data; boundary=b | --b#Content-Type: text/plain##x#--b--             | no name
                    multipart/form-data; boundary=b | --b#Content-Disposition: form-data##x#--b--       | no name
                    """)
    void whatIsNoFormIsRefused(String type, String body, String named) {
        Problem problem = catchThrowableOfType(Problem.class, () -> read(type, body));

        assertThat(problem.members()).containsEntry("parameter", "body");
        assertThat(problem.detail()).contains(named);
    }

    @Property(tries = 300)
    void whateverBytesAPartHasComeBack(@ForAll @Size(max = 4) List<@Size(max = 40) byte[]> contents) {
        var body = new java.io.ByteArrayOutputStream();
        var expected = new ArrayList<byte[]>();
        for (byte[] content : contents) {
            body.writeBytes("--1f2e3d4c\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(content);
            body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            expected.add(content);
        }
        body.writeBytes("--1f2e3d4c--".getBytes(StandardCharsets.US_ASCII));

        assertThat(MultipartForm.read("multipart/form-data; boundary=1f2e3d4c", body.toByteArray()))
                .extracting(MultipartForm.Part::content)
                .containsExactlyElementsOf(expected);
    }

    @Property(tries = 500)
    void whateverComesIsReadOrRefusedByName(@ForAll @Size(max = 200) byte[] body) {
        try {
            MultipartForm.read("multipart/form-data; boundary=b", body);
        } catch (Problem refused) {
            assertThat(refused.members()).containsEntry("parameter", "body");
        }
    }
}
