package dev.voyage.http;

import io.smallrye.mutiny.Uni;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/** The answer to a request for robots.txt. */
final class RobotsFile {

    /** What has to be read at least, and what is read at most (RFC 9309, 2.5). */
    static final int MOST_BYTES = 500 * 1024;

    private static final int TOO_MANY_REQUESTS = 429;

    private RobotsFile() {}

    /**
     * Its rules; none where it says that there are none.
     *
     * @return fails with {@code UNAVAILABLE} when it says that it cannot tell now, and as {@link
     *     Answer#body}
     */
    static Uni<Optional<RobotRules>> read(Answer answer) {
        int status = answer.status();
        if (status / 100 == 2) {
            return beginning(answer).map(file -> Optional.of(RobotRules.of(file)));
        } else if (status / 100 == 5 || status == TOO_MANY_REQUESTS) {
            return answer.successful().map(never -> Optional.empty());
        }
        answer.discard();
        return Uni.createFrom().item(Optional.of(RobotRules.NONE));
    }

    private static Uni<byte[]> beginning(Answer answer) {
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
