package dev.voyage.demo.files;

import dev.voyage.coding.PercentCoding;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.XmlEscape;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tree of files: index pages for addresses that end in a slash, redirects to them for directories without one,
 * otherwise files. Doubled slashes count as one. No address leads outside the tree.
 */
public final class DemoFileServer implements DemoEndpoint {

    private final String base;
    private final DemoFileTree tree;
    private final ContentCache contents;

    public DemoFileServer(String base, DemoFileTree tree, ContentCache contents) {
        this.base = base;
        this.tree = tree;
        this.contents = contents;
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return DemoReply.page(405, "Method Not Allowed", "Only GET and HEAD are.")
                    .with("Allow", "GET,HEAD");
        }
        Optional<String> path = safe(request.rawPath().substring("/FTP/".length()));
        if (path.isEmpty()) {
            return DemoReply.notFound();
        }
        boolean slash = request.rawPath().endsWith("/");
        Optional<DemoFileTree.Directory> directory = tree.directory(path.get());
        if (directory.isPresent()) {
            return slash ? index(request, path.get(), directory.get()) : moved(request);
        }
        Optional<DemoFile> file = slash ? Optional.empty() : tree.file(path.get());
        return file.map(it -> FileReply.of(request, contents.of(it), it.contentType(), etag(it), it.modified()))
                .orElseGet(DemoReply::notFound);
    }

    /** The path decoded once; empty when a segment is not a plain name. */
    static Optional<String> safe(String rawPath) {
        List<String> names = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            String name = PercentCoding.decode(segment);
            boolean odd = name.equals(".")
                    || name.equals("..")
                    || name.chars().anyMatch(c -> c < ' ' || c == '/' || c == '\\');
            if (odd) {
                return Optional.empty();
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        return Optional.of(String.join("/", names));
    }

    private DemoReply index(DemoRequest request, String path, DemoFileTree.Directory directory) {
        List<DemoIndexPage.Entry> entries = new ArrayList<>();
        Instant newest = Instant.parse("2020-11-06T20:20:00Z");
        for (String name : directory.directories()) {
            entries.add(new DemoIndexPage.Entry(name + "/", newest, -1));
        }
        for (DemoFile file : directory.files().values()) {
            entries.add(new DemoIndexPage.Entry(file.name(), file.modified(), contents.of(file).length));
        }
        if (request.rawQuery().contains("O=D")) {
            java.util.Collections.reverse(entries);
        }
        String shown = path.isEmpty() ? "/FTP" : "/FTP/" + path;
        return DemoReply.of(200, "text/html;charset=ISO-8859-1", DemoIndexPage.page(shown, entries));
    }

    private DemoReply moved(DemoRequest request) {
        String location = base + request.rawPath() + "/";
        return DemoReply.page(
                        301,
                        "Moved Permanently",
                        "The document has moved <a href=\"" + XmlEscape.text(location) + "\">here</a>.")
                .with("Location", location);
    }

    /** Apache's form: size and time, in hexadecimal. */
    private String etag(DemoFile file) {
        return "\"%x-%x\"".formatted(contents.of(file).length, file.modified().getEpochSecond() * 1_000_000);
    }
}
