package dev.voyage.upstream.client;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.UpstreamResponse;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.net.URI;

/** The document in the bytes of a whole answer. */
final class DocumentDecoder {

    private DocumentDecoder() {}

    /**
     * The bytes, unzipped on a worker where they are gzip, whatever coding the answer names.
     *
     * @param most fails with {@code TOO_LARGE} above this many bytes of the unzipped form; fails with {@code MALFORMED}
     *     where the answer names a coding and the bytes are no text
     */
    static Uni<byte[]> decode(UpstreamResponse answer, byte[] sent, int most, Vertx vertx) {
        if (BoundedGunzip.isGzip(sent)) {
            return Uni.createFrom().completionStage(() -> vertx.executeBlocking(() -> unzip(answer, sent, most), false)
                    .toCompletionStage());
        }
        return Uni.createFrom().item(asSent(answer, sent));
    }

    private static byte[] unzip(UpstreamResponse answer, byte[] zipped, int most) {
        try {
            return BoundedGunzip.of(zipped, most);
        } catch (Problem problem) {
            throw problem.at(Urls.authority(answer.uri()));
        }
    }

    /** A coding that is none of the bytes is a mistake of the server's; text is text. */
    private static byte[] asSent(UpstreamResponse answer, byte[] sent) {
        ContentCodings codings = ContentCodings.of(answer);
        if (!codings.names().isEmpty() && !BoundedGunzip.isText(sent)) {
            throw Problem.of(
                            ProblemType.MALFORMED,
                            "sent in a coding that was not asked for, " + QuotedText.of(codings.toString()))
                    .at(Urls.authority(answer.uri()));
        }
        return sent;
    }

    static Problem tooLarge(URI uri, int most) {
        return Problem.of(ProblemType.TOO_LARGE, "more than " + most + " bytes").at(Urls.authority(uri));
    }
}
