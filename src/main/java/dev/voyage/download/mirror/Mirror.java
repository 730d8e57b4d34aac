package dev.voyage.download.mirror;

import dev.voyage.coding.PercentCoding;
import dev.voyage.coding.Sha256;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.problem.SafeFileNames;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Places the files of archives in the mirror directory: {@code HOST[_PORT]/PATH}, names decoded once and kept exactly, {@code //}
 * as one slash. An address that is not a plain file address (with a query, without a name), or a file with another name in the
 * result, gets {@code HOST[_PORT]/@HASH/NAME}. Every address with its name has one place, and no place is outside the directory.
 */
public final class Mirror {

    private static final int LONGEST_PATH = 3500;
    private static final int HASH_DIGITS = 40;

    private final Path root;
    private final DiskReservations space = new DiskReservations();
    private final DirectorySync forces;
    private final ParentDirectories parents;
    private final String boot;
    private final boolean durable;

    public Mirror(Path filesDir) {
        this(filesDir, true);
    }

    /** @param durable whether files are forced to the disk before they are reported */
    public Mirror(Path filesDir, boolean durable) {
        this(filesDir, BootId.id(), durable);
    }

    /** @param boot the current boot of the machine */
    public Mirror(Path filesDir, String boot, boolean durable) {
        root = filesDir.toAbsolutePath().normalize();
        this.boot = boot;
        this.durable = durable;
        forces = durable ? new DirectorySync() : new DirectorySync(directory -> {});
        parents = new ParentDirectories(root, forces, System::nanoTime);
    }

    /** @throws Problem {@code UNSAFE_NAME}, with the name in its message, if the address must not become a file */
    public Path placeOf(URI url) {
        return placeOf(url, null);
    }

    /**
     * Like the other, for a file with this name.
     *
     * @param called the name in a search's result, or null for the address's own
     */
    public Path placeOf(URI url, String called) {
        return placeNamed(nameOf(url, called), url);
    }

    /**
     * The place of a name that {@link #nameOf(URI, String)} gave for this address.
     *
     * @throws Problem {@code UNSAFE_NAME} if it is outside the directory, or this machine cannot write it
     */
    public Path placeNamed(String name, URI url) {
        try {
            Path place = root.resolve(name).normalize();
            if (place.startsWith(root) && place.toString().endsWith("/" + name)) {
                return place;
            }
        } catch (InvalidPathException otherCharset) {
            throw Problem.of(
                    ProblemType.UNSAFE_NAME,
                    "this machine's locale cannot write the name " + QuotedText.of(name),
                    otherCharset);
        }
        throw refused(url, "outside");
    }

    /**
     * The path below the directory, with slashes, as the manifest stores it.
     *
     * @throws Problem as {@link #placeOf}
     */
    public String nameOf(URI url) {
        return nameOf(url, null);
    }

    /**
     * Like the other, for a file with this name.
     *
     * @param called the name in a search's result, or null for the address's own
     */
    public String nameOf(URI url, String called) {
        return called == null || url.getHost() == null || isPlain(url, called) ? plain(url) : hashed(url, called);
    }

    /** Whether the address leads to a file of this name, ignoring the number that the name got in the result. */
    private static boolean isPlain(URI url, String called) {
        String path = url.getRawPath() == null ? "" : url.getRawPath();
        String own = PercentCoding.decode(path.substring(path.lastIndexOf('/') + 1));
        boolean numbered = called.startsWith(own + "~")
                && called.substring(own.length() + 1).chars().allMatch(Character::isDigit);
        return url.getRawQuery() == null && !own.isEmpty() && (called.equals(own) || numbered);
    }

    private String hashed(URI url, String called) {
        SafeFileNames.refusal(called).ifPresent(refusal -> {
            throw refused(url, refusal.word() + ": " + QuotedText.of(called));
        });
        String address = url.getRawPath() + (url.getRawQuery() == null ? "" : "?" + url.getRawQuery());
        return host(url) + "/@" + Sha256.hex(address).substring(0, HASH_DIGITS) + "/" + called;
    }

    private String plain(URI url) {
        if (url.getHost() == null || url.getRawPath() == null || url.getRawQuery() != null) {
            throw refused(url, "no plain address of a file");
        }
        List<String> names = new ArrayList<>();
        names.add(host(url));
        for (String segment : url.getRawPath().split("/", -1)) {
            if (!segment.isEmpty()) {
                String name = PercentCoding.decode(segment);
                SafeFileNames.refusal(name).ifPresent(refusal -> {
                    throw refused(url, refusal.word() + ": " + QuotedText.of(name));
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

    public Path root() {
        return root;
    }

    /** The reservations on the mirror's disk. */
    DiskReservations space() {
        return space;
    }

    /** The current boot of the machine. */
    String boot() {
        return boot;
    }

    /**
     * Creates the directories above a place, and makes them durable; checks each except the last at most once a second.
     *
     * @throws Problem {@code UNSAFE_NAME} when one of them is a symbolic link, wherever it leads
     */
    void makeParents(Path place) throws IOException {
        parents.make(place.getParent());
    }

    /** Makes the entries of a directory durable, unless files need not be. */
    void force(Path directory) throws IOException {
        forces.force(directory);
    }

    /** Makes the content of an open file durable, unless files need not be. */
    void force(FileChannel file) throws IOException {
        if (durable) {
            file.force(true);
        }
    }

    /** As {@link #force(FileChannel)}. */
    void forceFile(Path file) throws IOException {
        if (durable) {
            DirectorySync.now(file);
        }
    }

    /**
     * The stamp of a file that has just been verified. Of a file that was not forced to the disk it holds only until the machine
     * stops: after that, its size and time may be there without its bytes.
     */
    String stamp(Path file) throws IOException {
        return durable ? FileStamp.of(file) : FileStamp.of(file) + " boot " + boot;
    }

    /**
     * Whether a file is certainly as it was when it got this stamp.
     *
     * @param stamp null if it has none because its content is doubted
     */
    boolean isAsStamped(Path file, String stamp) throws IOException {
        String now = FileStamp.of(file);
        return now.equals(stamp) || (now + " boot " + boot).equals(stamp);
    }

    private static String host(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT).replace("[", "").replace("]", "");
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort();
        boolean usual = port < 0 || port == (secure ? 443 : 80);
        return host.replace(':', '_') + (usual ? "" : "_" + port);
    }

    private static Problem refused(URI url, String why) {
        return Problem.of(
                ProblemType.UNSAFE_NAME,
                "the address may not become a file (" + why + "): " + QuotedText.of(url.toString()));
    }
}
