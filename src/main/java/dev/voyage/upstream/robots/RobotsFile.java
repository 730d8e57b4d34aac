package dev.voyage.upstream.robots;

import dev.voyage.problem.Problem;
import dev.voyage.upstream.UpstreamResponse;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** The answer to a request for robots.txt. */
final class RobotsFile {

    /** The minimum that a reader must parse (RFC 9309, 2.5), and the maximum that this one reads. */
    static final int MOST_BYTES = 500 * 1024;

    private static final int TOO_MANY_REQUESTS = 429;

    private RobotsFile() {}

    /**
     * Its rules; {@link RobotRules#NONE} if the status says that no robots.txt exists.
     *
     * @param answer fails as {@link dev.voyage.upstream.Http#ask}
     * @return fails with {@code UNAVAILABLE} when the server says that it is temporarily unavailable, as {@code answer}
     *     when no status is known, and as {@link UpstreamResponse#body}
     */
    static Uni<Optional<RobotRules>> read(Uni<UpstreamResponse> answer) {
        return answer.map(Optional::of)
                .onFailure(RobotsFile::doesNotExist)
                .recoverWithItem(Optional.empty())
                .onItem()
                .transformToUni(found -> found.map(RobotsFile::rules)
                        .orElseGet(() -> Uni.createFrom().item(RobotRules.NONE)))
                .map(Optional::of);
    }

    private static boolean doesNotExist(Throwable failure) {
        return failure instanceof Problem problem
                && problem.members().get("upstreamStatus") instanceof Integer status
                && status / 100 != 5
                && status != TOO_MANY_REQUESTS;
    }

    private static Uni<RobotRules> rules(UpstreamResponse answer) {
        return beginning(answer).map(RobotRules::of);
    }

    private static Uni<byte[]> beginning(UpstreamResponse answer) {
        String encoding = answer.header("Content-Encoding").orElse("identity").strip();
        if (!encoding.isEmpty() && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
            return answer.bytes(MOST_BYTES);
        }
        var file = new ByteArrayOutputStream();
        return answer.body()
                .onItem()
                .invoke(piece -> append(piece, file))
                .select()
                .first(piece -> file.size() < MOST_BYTES)
                .onItem()
                .ignoreAsUni()
                .map(end -> file.toByteArray());
    }

    private static void append(ByteBuffer piece, ByteArrayOutputStream file) {
        var bytes = new byte[Math.min(piece.remaining(), MOST_BYTES - file.size())];
        piece.get(bytes);
        file.writeBytes(bytes);
    }
}
