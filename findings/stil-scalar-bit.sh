#!/usr/bin/env bash
# STIL 4.3.5 (Starlink Tables Infrastructure Library, LGPL) cannot read a column of single bits, datatype="bit" without
# an arraysize, from BINARY or BINARY2: reading a cell throws a ClassCastException. VOTable 1.4, section 6, allows such a
# column, and astropy 5.2 writes every boolean column this way. With datatype="boolean" the same values are read.
# Observed: BINARY and BINARY2 java.lang.ClassCastException, boolean true and false.
# Needs: JDK 17 or newer, Maven.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
cat >pom.xml <<'POM'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>finding</groupId><artifactId>finding</artifactId><version>1</version>
<dependencies><dependency><groupId>uk.ac.starlink</groupId><artifactId>stil</artifactId><version>4.3.5</version></dependency></dependencies>
</project>
POM
mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory=lib >&2
cat >ScalarBit.java <<'JAVA'
import java.util.Base64;
import uk.ac.starlink.table.StarTable;
import uk.ac.starlink.table.StarTableFactory;
import uk.ac.starlink.util.ByteArrayDataSource;

public class ScalarBit {
    public static void main(String[] args) throws Exception {
        read("bit", "BINARY", (byte) 0x80, (byte) 0);
        read("bit", "BINARY2", (byte) 0, (byte) 0x80, (byte) 0, (byte) 0);
        read("boolean", "BINARY", (byte) 'T', (byte) 'F');
    }

    private static void read(String datatype, String serialization, byte... rows) throws Exception {
        String document = "<VOTABLE version='1.4' xmlns='http://www.ivoa.net/xml/VOTable/v1.3'><RESOURCE><TABLE>"
                + "<FIELD name='good' datatype='" + datatype + "'/><DATA><" + serialization + "><STREAM encoding='base64'>"
                + Base64.getEncoder().encodeToString(rows)
                + "</STREAM></" + serialization + "></DATA></TABLE></RESOURCE></VOTABLE>";
        String seen;
        try {
            StarTable table = new StarTableFactory(true)
                    .makeStarTable(new ByteArrayDataSource("table", document.getBytes("UTF-8")), "votable");
            seen = table.getCell(0, 0) + " " + table.getCell(1, 0);
        } catch (ClassCastException failure) {
            seen = failure.getClass().getName();
        }
        System.out.println(datatype + " in " + serialization + ": " + seen);
    }
}
JAVA
seen=$(java -cp 'lib/*' ScalarBit.java 2>log) || { cat log >&2; exit 1; }
expected='bit in BINARY: java.lang.ClassCastException
bit in BINARY2: java.lang.ClassCastException
boolean in BINARY: true false'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { echo "this has changed" >&2; exit 1; }
