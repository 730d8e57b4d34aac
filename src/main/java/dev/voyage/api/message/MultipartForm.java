package dev.voyage.api.message;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a form with files, read by Netty's decoder in memory: bodies are bounded before they are read, and no part
 * is written to disk, whatever its Content-Disposition says.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578</a>
 */
public final class MultipartForm {

    private static final Pattern BOUNDARY =
            Pattern.compile("(?i);\\s*boundary=(?:\"([^\"]{1,70})\"|([^;\\s\"]{1,70}))");
    private static final int MOST_PARTS = 300;
    private static final int NO_LIMIT = -1; // the whole body is in memory and bounded

    private MultipartForm() {}

    /** A field of the form. */
    public static final class Part {

        private final String name;
        private final byte[] content;

        private Part(String name, byte[] content) {
            this.name = name;
            this.content = content;
        }

        public String name() {
            return name;
        }

        /** Its bytes, not copied. */
        public byte[] content() {
            return content;
        }

        public String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    /**
     * The parts, in their order.
     *
     * @throws Problem {@code BAD_PARAMETER} for {@code body} if it is not such a form
     */
    public static List<Part> read(String contentType, byte[] body) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw broken("its Content-Type names no boundary", null);
        }
        int count = count(body, Optional.ofNullable(boundary.group(1)).orElse(boundary.group(2)));
        var headers = DefaultHttpHeadersFactory.headersFactory()
                .withValidation(false)
                .newHeaders()
                .set(HttpHeaderNames.CONTENT_TYPE, contentType);
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", headers);
        var memory = new DefaultHttpDataFactory(false);
        HttpPostMultipartRequestDecoder decoder = null;
        try {
            decoder =
                    new HttpPostMultipartRequestDecoder(memory, request, StandardCharsets.UTF_8, MOST_PARTS, NO_LIMIT);
            decoder.offer(new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)));
            List<Part> parts = parts(decoder.getBodyHttpDatas());
            if (parts.size() != count) {
                throw broken("a part has no head", null);
            }
            return parts;
        } catch (DecoderException malformed) {
            throw broken(
                    malformed.getCause() instanceof NullPointerException
                            ? "a part has no name"
                            : QuotedText.of(String.valueOf(malformed.getMessage())),
                    malformed);
        } catch (IndexOutOfBoundsException
                | IllegalArgumentException unchecked) { // which some heads of parts make it throw
            throw broken("a part has a head that cannot be read", unchecked);
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
        }
    }

    private static List<Part> parts(List<InterfaceHttpData> fields) {
        var parts = new ArrayList<Part>();
        for (InterfaceHttpData field : fields) {
            if (field instanceof HttpData data) {
                try {
                    parts.add(new Part(data.getName(), data.get()));
                } catch (IOException impossible) {
                    throw new UncheckedIOException(impossible); // in memory
                }
            }
        }
        return parts;
    }

    /**
     * The number of parts by their boundaries, at the beginnings of lines. Netty's decoder leaves out a part without a head,
     * and the last part of a form that breaks off, and reports neither.
     */
    private static int count(byte[] body, String boundary) {
        String text = "\r\n" + new String(body, StandardCharsets.ISO_8859_1);
        String delimiter = "\r\n--" + boundary;
        int count = 0;
        for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + delimiter.length())) {
            if (text.startsWith("--", at + delimiter.length())) {
                return count;
            }
            count++;
        }
        throw broken("its last boundary is missing", null);
    }

    private static Problem broken(String why, Throwable cause) {
        return Problem.badParameter("body", "the body is not valid multipart/form-data: " + why, cause);
    }
}
