package dev.voyage.download;

import dev.voyage.problem.FileNames;
import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where files of archives lie here: {@code HOST[_PORT]/PATH}, names decoded once and kept exactly,
 * {@code //} one slash. Every address has one place, and no place is outside the directory.
 */
public final class Mirror {

    private static final int LONGEST_PATH = 3500;

    private final Path root;
    private final Space space = new Space();
    private final Forces forces = new Forces();
    private final Parents parents;
    private final String boot;

    public Mirror(Path filesDir) {
        this(filesDir, Boot.id());
    }

    /**
     * @param boot this run of the machine
     */
    Mirror(Path filesDir, String boot) {
        root = filesDir.toAbsolutePath().normalize();
        this.boot = boot;
        parents = new Parents(root, forces, System::nanoTime);
    }

    /**
     * @throws Problem {@code UNSAFE_NAME}, the name in its sentence, where the address may not
     *     become a file
     */
    public Path placeOf(URI url) {
        String name = nameOf(url);
        try {
            Path place = root.resolve(name).normalize();
            if (place.startsWith(root) && place.toString().endsWith("/" + name)) {
                return place;
            }
        } catch (InvalidPathException otherCharset) {
            throw Problem.of(
                    Kind.UNSAFE_NAME, "this machine's locale cannot write the name " + Quoted.of(name), otherCharset);
        }
        throw refused(url, "outside");
    }

    /**
     * The place below the directory, with slashes, as the manifest calls it.
     *
     * @throws Problem as {@link #placeOf}
     */
    public String nameOf(URI url) {
        if (url.getHost() == null || url.getRawPath() == null || url.getRawQuery() != null) {
            throw refused(url, "no plain address of a file");
        }
        List<String> names = new ArrayList<>();
        names.add(host(url));
        for (String segment : url.getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                String name = FileNames.decoded(segment);
                FileNames.refusal(name).ifPresent(refusal -> {
                    throw refused(url, refusal.word() + ": " + Quoted.of(name));
                });
                names.add(name);
            }
        }
        String name = String.join("/", names);
        if (names.size() < 2 || url.getRawPath().endsWith("/")) {
            throw refused(url, "a directory");
        } else if (name.length() > LONGEST_PATH) {
            throw refused(url, "too long");
        }
        return name;
    }

    Path root() {
        return root;
    }

    /** What its disk is still going to take. */
    Space space() {
        return space;
    }

    /** This run of the machine. */
    String boot() {
        return boot;
    }

    /**
     * Makes the directories above a place, and makes them durable; looks at each
     * but the last only once a second.
     *
     * @throws Problem {@code UNSAFE_NAME} when one of them is a symbolic link, wherever it leads
     */
    void makeParents(Path place) throws IOException {
        parents.make(place.getParent());
    }

    /** Makes the names in a directory durable. */
    void force(Path directory) throws IOException {
        forces.force(directory);
    }

    private static String host(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort();
        boolean usual = port < 0 || port == (secure ? 443 : 80);
        return host.replace(':', '_') + (usual ? "" : "_" + port);
    }

    private static Problem refused(URI url, String why) {
        return Problem.of(
                Kind.UNSAFE_NAME, "the address may not become a file (" + why + "): " + Quoted.of(url.toString()));
    }
}
