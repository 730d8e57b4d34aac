package dev.voyage.api.message;

import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Multipart bodies: each is read completely, or rejected as a client error in {@code body}. */
public final class MultipartFuzz implements FuzzTarget {

    private static final String TYPE = "multipart/form-data; boundary=b";

    @Override
    public String name() {
        return "multipart";
    }

    @SuppressWarnings("StringConcatToTextBlock") // lines end with CR LF
    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                "--b--\r\n",
                "--b\r\nContent-Disposition: form-data; name=\"targets\"; filename=\"t.csv\"\r\n"
                        + "Content-Type: text/csv\r\n\r\nname\r\n3C 105\r\n\r\n--b\r\n"
                        + "Content-Disposition: form-data; name=\"catalogue\"\r\n\r\nnumaster\r\n--b--\r\n",
                "preamble\r\n--b\r\nContent-Disposition: form-data; name=a; filename*=UTF-8''%c3%a9\r\n"
                        + "Content-Transfer-Encoding: binary\r\nContent-Length: 1\r\n\r\n\r\n--b--epilogue");
    }

    @Override
    public List<String> words() {
        return List.of(
                "\r\n",
                "\n",
                "\r",
                "--b",
                "--b--",
                "--",
                "\r\n\r\n",
                "Content-Disposition: form-data; ",
                "Content-Disposition: attachment",
                "Content-Type: multipart/mixed; boundary=c",
                "Content-Transfer-Encoding: base64",
                "Content-Transfer-Encoding: 8bit",
                "Content-Length: 999999999999",
                "name=",
                "name=\"\"",
                "filename=",
                "filename*=UTF-8''%zz",
                "charset=none",
                "\"",
                "\\\"",
                ";",
                ":");
    }

    @Override
    public String take(byte[] input, Random dice) {
        try {
            return MultipartForm.read(TYPE, input).stream()
                    .map(part -> part.name() + part.content().length)
                    .collect(Collectors.joining(","));
        } catch (Problem problem) {
            if (problem.kind() != ProblemType.BAD_PARAMETER
                    || !"body".equals(problem.members().get("parameter"))) {
                throw new AssertionError(new String(input, StandardCharsets.ISO_8859_1), problem);
            }
            throw problem;
        }
    }
}
