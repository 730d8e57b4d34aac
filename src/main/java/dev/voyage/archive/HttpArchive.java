package dev.voyage.archive;

import dev.voyage.http.Answer;
import dev.voyage.http.Ask;
import dev.voyage.http.Http;
import dev.voyage.http.Leash;
import dev.voyage.http.Notices;
import dev.voyage.http.Patience;
import dev.voyage.http.Urls;
import dev.voyage.http.Watched;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Directories as web servers list them: index pages of Apache, nginx, Caddy and their like. */
public final class HttpArchive {

    private static final Pattern BEGIN = Pattern.compile("<html[\\s>]", Pattern.CASE_INSENSITIVE);
    private static final Pattern END = Pattern.compile("</html\\s*>", Pattern.CASE_INSENSITIVE);

    private final Http http;
    private final Patience patience;
    private final ListingConfig config;

    public HttpArchive(Http http, Patience patience, ListingConfig config) {
        this.http = http;
        this.patience = patience;
        this.config = config;
    }

    /**
     * All files below a directory, level by level: of each directory read one {@code Directory} and
     * then its files in page order, of one that cannot be read one {@code Failed}. Directories of a
     * level are read a few at once. Ends when all is read, or behind a {@code Failed} of {@code
     * TOO_LARGE} when a limit of {@link ListingConfig} is reached. Cancelling hangs up.
     *
     * @param directory http or https; asked for with a trailing slash, otherwise byte for byte
     * @return fails only when the directory itself cannot be read: as {@link Http#ask}, and with
     *     {@code MALFORMED} when what comes is no index page, {@code REFUSED} when it leads
     *     elsewhere, {@code UNSAFE_NAME} when its own name may not become a directory
     */
    public Multi<Listed> walk(URI directory, Notices notices) {
        return Multi.createFrom()
                .deferred(() -> new Walk(Node.top(directory), config, node -> page(node, notices)).run());
    }

    private Uni<IndexPage> page(Node node, Notices notices) {
        Ask ask = Ask.get(node.url()).header("Accept", "text/html, */*;q=0.1");
        return Watched.uni(
                "listing",
                node.url(),
                notices,
                part -> Leash.uni(
                        http,
                        leash -> patience.with(
                                leash.ask(ask.by(part)).onItem().transformToUni(answer -> page(node, answer)), part)));
    }

    private Uni<IndexPage> page(Node node, Answer answer) {
        String type = answer.header("Content-Type").orElse("text/html").toLowerCase(Locale.ROOT);
        Problem problem = null;
        if (!node.isAlsoAt(answer.uri())) {
            problem = Problem.of(
                    Kind.REFUSED,
                    "the listing leads elsewhere: " + Quoted.of(answer.uri().toString()));
        } else if (!type.contains("html")) {
            problem = Problem.of(Kind.MALFORMED, "no index page: it comes as " + Quoted.of(type));
        }
        if (problem != null) {
            answer.discard();
            return Uni.createFrom().failure(problem.at(Urls.authority(node.url())));
        }
        return answer.bytes(config.pageBytes())
                .emitOn(Infrastructure.getDefaultWorkerPool()) // a page may be long to read
                .map(bytes -> IndexPage.read(answer.uri(), whole(node, text(bytes))));
    }

    /** A page that begins and does not end was cut on its way, whatever length was announced; its files would be lost. */
    private static String whole(Node node, String page) {
        if (BEGIN.matcher(page).find() && !END.matcher(page).find()) {
            throw Problem.of(Kind.CORRUPT, "the listing breaks off: it has <html>, but no </html>")
                    .at(Urls.authority(node.url()));
        }
        return page;
    }

    /** UTF-8 where it is, else a character per byte; names are percent-encoded in either. */
    private static String text(byte[] page) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(page))
                    .toString();
        } catch (CharacterCodingException older) {
            return new String(page, StandardCharsets.ISO_8859_1);
        }
    }
}
