package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.archive.listing.ListingConfig;
import dev.voyage.archive.listing.ListingItem;
import dev.voyage.archive.mount.MountArchive;
import dev.voyage.archive.mount.Mounts;
import dev.voyage.archive.s3.BucketMappings;
import dev.voyage.archive.s3.S3Archive;
import dev.voyage.archive.walk.HttpArchive;
import dev.voyage.download.mirror.Mirror;
import dev.voyage.testsupport.ImpatientTimer;
import dev.voyage.testsupport.Settings;
import dev.voyage.testsupport.WaitLimit;
import dev.voyage.testsupport.http.CannedHttp;
import dev.voyage.testsupport.http.CannedHttp.Canned;
import dev.voyage.testsupport.http.LoopbackHttp;
import dev.voyage.upstream.RequestContext;
import io.smallrye.mutiny.Multi;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in real missions' directories have the same place in the result, regardless of their source. */
class LayoutTest {

    private static final String FTP = "https://heasarc.gsfc.nasa.gov/FTP/";
    private static final ListingConfig LIMITS = Settings.of(ListingConfig.class);

    /** As DataLink responses have them, most with a double slash, which really occurs. */
    private static final List<String> DIRECTORIES = List.of(
            "nustar/data/obs/00/6//60061044002/",
            "nustar/data/obs/00/6//60061044004/",
            "nustar/data/obs/00/6/60001110002/",
            "swift/data/obs/2011_09//00032089005/",
            "swift/data/obs/2011_09//00032089004/",
            "swift/data/obs/2011_09/00031968062/",
            "nicer/data/obs/2021_09//4020180445/",
            "nicer/data/obs/2021_09/4020180446/",
            "chandra/data/byobsid/4//554/",
            "chandra/data/byobsid/4/2744/",
            "xmm/data/rev0//0123700101/",
            "xmm/data/rev0/0124710401/",
            "ixpe/data/obs/01//01004701/",
            "ixpe/data/obs/01/01004702/",
            "xte/data/archive/AO13/P94002//94002-01-15-00/",
            "xte/data/archive/AO13/P94002/94002-01-15-00A//",
            "xte/data/archive/AO13/P94002/94002-01-15-00Z//",
            "xte/data/archive/AO12/P93002/93002-01-17-00//");

    @TempDir
    Path temp;

    private final ImpatientTimer timer = new ImpatientTimer();

    @AfterEach
    void end() {
        timer.close();
    }

    static Stream<String> directories() {
        return DIRECTORIES.stream();
    }

    @ParameterizedTest
    @MethodSource("directories")
    void everySourceGivesAFileTheSamePathAndTheSamePlace(String directory) throws IOException {
        String single = directory.replace("//", "/");
        String name = Path.of(single).getFileName().toString();
        var mirror = new Mirror(temp.resolve("files"));
        Path inMount = temp.resolve("FTP/" + single + "event_cl/a.evt.gz");
        Files.createDirectories(inMount.getParent());
        Files.write(inMount, new byte[17]);
        for (String asked : new HashSet<>(List.of(directory, single, single + "/"))) {
            URI url = URI.create(FTP + asked);
            for (var file : List.of(overHttp(url), mounted(url), inBucket(url, single))) {
                assertThat(file.path()).isEqualTo(name + "/event_cl/a.evt.gz");
                assertThat(file.url()).isEqualTo(URI.create(url + "event_cl/a.evt.gz"));
                assertThat(mirror.placeOf(file.url()))
                        .isEqualTo(temp.resolve("files/heasarc.gsfc.nasa.gov/FTP/" + single + "event_cl/a.evt.gz"));
            }
        }
    }

    @Test
    void noTwoObservationsAreMergedAsCuttingDirectoriesDoes() {
        var mirror = new Mirror(temp);
        var places = new HashSet<Path>();
        Map<String, Set<String>> cut = new HashMap<>();
        for (String directory : DIRECTORIES) {
            URI file = URI.create(FTP + directory + "event_cl/a.evt.gz");
            assertThat(places.add(mirror.placeOf(file))).as(directory).isTrue();
            cut.computeIfAbsent(cutSix(file), same -> new HashSet<>()).add(directory);
        }
        assertThat(cut.get("event_cl/a.evt.gz"))
                .as("directories that wget merges")
                .hasSizeGreaterThan(3);
        assertThat(mirror.placeOf(URI.create(FTP + "a//b/c"))).isEqualTo(mirror.placeOf(URI.create(FTP + "a/b/c")));
    }

    /** {@code wget -nH --cut-dirs=6}, which counts a double slash as a directory with an empty name. */
    private static String cutSix(URI file) {
        return Arrays.stream(file.getRawPath().substring(1).split("/"))
                .skip(6)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private ListingItem.RemoteFile overHttp(URI directory) {
        var http = new CannedHttp(ask -> Canned.ok("<title>Index of</title><pre><a href=\""
                + (ask.uri().equals(directory) ? "event_cl/" : "a.evt.gz") + "\">x</a></pre>"));
        return file(new HttpArchive(http, LoopbackHttp.patience(timer), LIMITS).walk(directory, RequestContext.NONE));
    }

    private ListingItem.RemoteFile mounted(URI directory) {
        var mounts = Mounts.parse(List.of(FTP + "=" + temp.resolve("FTP")));
        return file(new MountArchive(mounts, LIMITS, Runnable::run).walk(directory, RequestContext.NONE));
    }

    private ListingItem.RemoteFile inBucket(URI directory, String key) {
        var http = new CannedHttp(ask -> Canned.ok("<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>"
                + key + "event_cl/a.evt.gz</Key><Size>17</Size></Contents></ListBucketResult>"));
        var buckets = BucketMappings.parse(
                List.of(FTP + "=https://nasa-heasarc.s3.amazonaws.com/"),
                "https://{bucket}.s3.{region}.amazonaws.com/");
        var prefix = buckets.prefixOf(directory, null).orElseThrow();
        var file = file(
                new S3Archive(http, LoopbackHttp.patience(timer), LIMITS).walk(prefix, directory, RequestContext.NONE));
        assertThat(file.object().url())
                .isEqualTo(URI.create("https://nasa-heasarc.s3.amazonaws.com/" + key + "event_cl/a.evt.gz"));
        return file;
    }

    private static ListingItem.RemoteFile file(Multi<ListingItem> walk) {
        return walk.filter(ListingItem.RemoteFile.class::isInstance)
                .map(ListingItem.RemoteFile.class::cast)
                .collect()
                .asList()
                .await()
                .atMost(WaitLimit.TIME)
                .get(0);
    }
}
