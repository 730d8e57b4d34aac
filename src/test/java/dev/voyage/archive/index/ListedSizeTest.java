package dev.voyage.archive.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListedSizeTest {

    /** The displayed text, whether it contains a version, its size, and whether it marks a directory. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2020-11-06 20:20 3.4K                                 | true  | 3482    | false
            06-Nov-2020 20:20 4000                                | true  | 4000    | false
            31Jan2025 05:29 4                                     | true  | 4       | false
            2025-Jan-02 01:01:01 0.0K application/octet-stream    | true  | 0       | false
            1/2/2025 3:04 AM 4000                                 | true  | 4000    | false
            Fri, 31 Jan 2025 05:29:29 GMT 4004                    | true  | 4004    | false
            Jan 11, 2025, 10:10:10 AM 20,001 bytes                | true  | 20001   | false
            Feb 07, 2025 12:36:36 19.53 KB                        | true  | 19999   | false
            4 bytes 2025-03-01T00:00:00.000Z                      | true  | 4       | false
            2250 2025-03-01T00:00:00.000Z                         | true  | 2250    | false
            -rw-r--r-- 1 1000 1000 4000 Jan 2 03:04               | true  | 4000    | false
            -rw-r--r-- root root Jan 06 2025 1464 kB              | false | 1499136 | false
            (-rw-r--r--) 02-Feb-2025 07:31 19.5k                  | true  | 19968   | false
            01/10/2025 09:09:09 AM +00:00 901 B                   | true  | 901     | false
            Sat Jan  1 12:00:00 2025 17                           | true  | 17      | false
            2025/01/09 08:08 1                                    | true  | 1       | false
            1.2 KiB                                               | false | 1229    | false
            (3.92 KB)                                             | false | 4014    | false
            20001                                                 | false | 20001   | false
            2025-03-01                                            | false | none    | false
            12:30                                                 | false | none    | false
            3 days ago 17K                                        | false | 17408   | false
            12-Mar-2025 10:00 -                                   | true  | none    | true
            Feb 21, 2025 23:22:02 --                              | true  | none    | true
            1/2/2025 3:04 AM <dir>                                | true  | none    | true
            drwxr-xr-x root root Feb 21 2025                      | false | none    | true
            (drwxr-xr-x) 25-Feb-2025 02:25                        | true  | none    | true
            [dir]                                                 | false | none    | true
            -                                                     | false | none    | false
            level 2 science                                       | false | 2       | false
            """)
    void dateAndSizeAreTakenFromARow(String around, boolean isVersion, Long bytes, boolean directory) {
        ListedSize shown = ListedSize.of(around.strip().replaceAll("\\s+", " "));

        assertThat(shown.text() != null).as("version").isEqualTo(isVersion);
        assertThat(shown.roughBytes()).isEqualTo(bytes);
        assertThat(shown.saysDirectory()).as("directory").isEqualTo(directory);
    }
}
