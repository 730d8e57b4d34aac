package dev.voyage.archive.mount;

import dev.voyage.archive.listing.UrlPrefix;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A part of an archive that is mounted on this machine.
 *
 * @param directory absolute
 */
record Mount(UrlPrefix prefix, Path directory) {

    private static final String FORM =
            "URL-prefix=directory, such as https://heasarc.gsfc.nasa.gov/FTP/=/FTP/ (http or https and a slash at"
                    + " the prefix's end, an absolute directory)";

    /**
     * @throws IllegalArgumentException when this is not a valid pair
     */
    static Mount parse(String pair) {
        var sides = UrlPrefix.Pair.parse(Mounts.SETTING, pair, FORM);
        try {
            Path directory = Path.of(sides.place());
            if (directory.isAbsolute()) {
                return new Mount(sides.prefix(), directory.normalize());
            }
        } catch (InvalidPathException notOne) {
            throw UrlPrefix.wrong(Mounts.SETTING, pair, FORM, "no directory can have this name");
        }
        throw UrlPrefix.wrong(Mounts.SETTING, pair, FORM, "the directory must be absolute");
    }

    /**
     * @throws Problem as {@link Mounts#placeOf}
     */
    Optional<Path> placeOf(URI url) {
        return prefix.below(url).map(names -> placeOf(names, url));
    }

    private Path placeOf(List<String> names, URI url) {
        try {
            Path place = directory;
            for (String name : names) {
                place = place.resolve(name);
            }
            if (place.normalize().equals(place) && place.startsWith(directory)) {
                return place;
            }
        } catch (InvalidPathException otherCharset) {
            throw Problem.of(
                    ProblemType.UNSAFE_NAME,
                    "this machine's locale cannot write a name in " + QuotedText.of(url.toString()),
                    otherCharset);
        }
        throw Problem.of(
                ProblemType.UNSAFE_NAME,
                "the address leads out of the mounted archive: " + QuotedText.of(url.toString()));
    }
}
