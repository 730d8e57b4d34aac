package dev.voyage.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tree of files: index pages for addresses that end in a slash, a redirect to them for
 * directories without, files else. Doubled slashes count as one. Nothing outside the tree can be
 * named.
 */
final class Ftp implements Endpoint {

    private final String base;
    private final Tree tree;
    private final Contents contents;

    Ftp(String base, Tree tree, Contents contents) {
        this.base = base;
        this.tree = tree;
        this.contents = contents;
    }

    @Override
    public Reply answer(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            return Reply.page(405, "Method Not Allowed", "Only GET and HEAD are.")
                    .with("Allow", "GET,HEAD");
        }
        Optional<String> path = safe(request.rawPath().substring("/FTP/".length()));
        if (path.isEmpty()) {
            return Reply.notFound();
        }
        boolean slash = request.rawPath().endsWith("/");
        Optional<Tree.Directory> directory = tree.directory(path.get());
        if (directory.isPresent()) {
            return slash ? index(request, path.get(), directory.get()) : moved(request);
        }
        Optional<DemoFile> file = slash ? Optional.empty() : tree.file(path.get());
        return file.map(it -> FileReply.of(request, contents.of(it), it.contentType(), etag(it), it.modified()))
                .orElseGet(Reply::notFound);
    }

    /** The path decoded once; empty when it says anything but names. */
    static Optional<String> safe(String rawPath) {
        List<String> names = new ArrayList<>();
        for (String segment : rawPath.split("/", -1)) {
            String name = Params.decode(segment.replace("+", "%2B"));
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

    private Reply index(Request request, String path, Tree.Directory directory) {
        List<Listing.Entry> entries = new ArrayList<>();
        Instant newest = Instant.parse("2020-11-06T20:20:00Z");
        for (String name : directory.directories()) {
            entries.add(new Listing.Entry(name + "/", newest, -1));
        }
        for (DemoFile file : directory.files().values()) {
            entries.add(new Listing.Entry(file.name(), file.modified(), contents.of(file).length));
        }
        if (request.rawQuery().contains("O=D")) {
            java.util.Collections.reverse(entries);
        }
        String shown = path.isEmpty() ? "/FTP" : "/FTP/" + path;
        return Reply.of(200, "text/html;charset=ISO-8859-1", Listing.page(shown, entries));
    }

    private Reply moved(Request request) {
        String location = base + request.rawPath() + "/";
        return Reply.page(
                        301,
                        "Moved Permanently",
                        "The document has moved <a href=\"" + Xml.text(location) + "\">here</a>.")
                .with("Location", location);
    }

    /** Apache's form: size and time, in hexadecimal. */
    private String etag(DemoFile file) {
        return "\"%x-%x\"".formatted(contents.of(file).length, file.modified().getEpochSecond() * 1_000_000);
    }
}
