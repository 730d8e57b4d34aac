package dev.voyage.demo.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.demo.ArchiveTest;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DemoBucketTest extends ArchiveTest {

    private static final String LIST = "/s3/nasa-heasarc/?list-type=2&prefix=";

    private static List<String> all(String xml, String element) {
        return Pattern.compile("<" + element + ">([^<]*)</" + element + ">")
                .matcher(xml)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    @Test
    void aListHasPages() {
        var keys = new ArrayList<String>();
        var token = Optional.of("");
        int pages = 0;
        while (token.isPresent()) {
            String more = token.get().isEmpty() ? "" : "&continuation-token=" + encode(token.get());
            String xml = text(get(LIST + "chandra/data/byobsid/4/554/" + more));
            keys.addAll(all(xml, "Key"));
            pages++;
            token = all(xml, "NextContinuationToken").stream().findFirst();
            assertThat(all(xml, "IsTruncated")).containsExactly("" + token.isPresent());
        }

        assertThat(pages).isEqualTo(3);
        assertThat(keys).hasSize(12).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void anObjectIsTheFileAndItsETagIsItsMd5() throws Exception {
        String xml = text(get(LIST + "chandra/data/byobsid/4/554/primary/"));
        String key = all(xml, "Key").get(0);
        var object = get("/s3/nasa-heasarc/" + key);

        String md5 = HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(object.body()));
        assertThat(object.headers().firstValue("ETag")).hasValue('"' + md5 + '"');
        assertThat(all(xml, "ETag").get(0)).isEqualTo("&quot;" + md5 + "&quot;");
        assertThat(all(xml, "Size").get(0)).isEqualTo("" + object.body().length);
        assertThat(object.body())
                .isEqualTo(get("/FTP/" + key.replace("/4/554/", "/4//554/")).body());
        assertThat(get("/s3/nasa-heasarc/" + key, "Range", "bytes=0-9").statusCode())
                .isEqualTo(206);
    }

    @Test
    void notEverythingIsThere() {
        assertThat(all(text(get(LIST + "nustar/")), "KeyCount")).containsExactly("0");
        var missing = get("/s3/nasa-heasarc/nustar/data/obs/00/6/60061044002/pipe.log");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(text(missing)).contains("<Code>NoSuchKey</Code>");
        var other = get("/s3/other-bucket/?list-type=2");
        assertThat(other.statusCode()).isEqualTo(403);
        assertThat(text(other)).contains("<Code>AccessDenied</Code>");
    }
}
