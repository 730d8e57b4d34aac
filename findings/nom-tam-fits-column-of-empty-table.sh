#!/usr/bin/env bash
# nom-tam-fits 1.21.2: BinaryTableHDU.getColumn of a table that has no rows (NAXIS2 = 0, which the FITS standard 4.0,
# section 7.3.1, allows) throws a NullPointerException; with one row it returns an array. Expected: an empty array.
# Observed: "1 row: int[1]", "0 rows: java.lang.NullPointerException".
# Needs: JDK 17 or newer, Maven.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>gov.nasa.gsfc.heasarc</groupId><artifactId>nom-tam-fits</artifactId><version>1.21.2</version></dependency></dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >&2
cat >EmptyColumn.java <<'JAVA'
import java.io.ByteArrayInputStream;
import java.lang.reflect.Array;
import java.util.Arrays;
import nom.tam.fits.BinaryTableHDU;
import nom.tam.fits.Fits;

public class EmptyColumn {
    public static void main(String[] args) throws Exception {
        for (int rows = 1; rows >= 0; rows--) {
            String seen;
            try (Fits fits = new Fits(new ByteArrayInputStream(table(rows)))) {
                Object column = ((BinaryTableHDU) fits.getHDU(1)).getColumn(0);
                seen = column.getClass().getComponentType() + "[" + Array.getLength(column) + "]";
            } catch (NullPointerException failure) {
                seen = failure.getClass().getName();
            }
            System.out.println(rows + (rows == 1 ? " row: " : " rows: ") + seen);
        }
    }

    private static byte[] table(int rows) {
        String head = block(
                        "SIMPLE  =                    T",
                        "BITPIX  =                    8",
                        "NAXIS   =                    0",
                        "EXTEND  =                    T",
                        "END")
                + block(
                        "XTENSION= 'BINTABLE'",
                        "BITPIX  =                    8",
                        "NAXIS   =                    2",
                        "NAXIS1  =                    4",
                        "NAXIS2  =                    " + rows,
                        "PCOUNT  =                    0",
                        "GCOUNT  =                    1",
                        "TFIELDS =                    1",
                        "TTYPE1  = 'N       '",
                        "TFORM1  = '1J      '",
                        "END");
        byte[] bytes = head.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return Arrays.copyOf(bytes, bytes.length + 2880 * rows);
    }

    private static String block(String... cards) {
        StringBuilder text = new StringBuilder();
        for (String card : cards) {
            text.append(String.format("%-80s", card));
        }
        return String.format("%-2880s", text);
    }
}
JAVA
seen=$(java -cp 'lib/*' EmptyColumn.java 2>log) || { cat log >&2; exit 1; }
expected='1 row: int[1]
0 rows: java.lang.NullPointerException'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed" >&2; exit 1; }
