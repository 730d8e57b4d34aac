package dev.voyage.search.upload;

import dev.voyage.fuzz.FuzzTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Target lists in every format: each is parsed, or rejected with a reason. */
public final class TargetListFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "targets";
    }

    @Override
    public List<byte[]> seeds() {
        var seeds = new ArrayList<byte[]>();
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/fixtures/lists"))) {
            for (Path file : files.sorted().toList()) {
                seeds.add(Files.readAllBytes(file));
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        seeds.add("name,ra,dec\n\"a,b\",1.5,-2.5\n".getBytes(StandardCharsets.UTF_8));
        seeds.add(
                "#Coosys\tB:\teq_FK4 B1950\n#Table\tx:\nn\tRAh\tRAm\tDEd\tDEm\n\th\tmin\tdeg\tarcmin\n--\t--\t--\t--\t--\na\t1\t2\t3\t4\n"
                        .getBytes(StandardCharsets.UTF_8));
        return seeds;
    }

    @Override
    public List<String> words() {
        return List.of(
                "# %ECSV 1.0\n",
                "# ---\n",
                "&a",
                "*a",
                "{",
                "}",
                "[",
                "]",
                "!!omap",
                "datatype:",
                "sky.ra",
                "frame: fk4",
                "jd1: 1e999",
                "|",
                "\n|",
                "\\EQUINOX=",
                "'B1950'",
                "TFIELDS =",
                "NAXIS1  =",
                "NAXIS2  =",
                "99999999999",
                "TFORM1  = '9999999D'",
                "TFORM1  = '1PD(9)'",
                "TSCAL1  =",
                "XTENSION= 'BINTABLE'",
                "END",
                "RAJ2000",
                "DEB1950",
                "glon",
                "glat",
                "\t",
                ";",
                "\"",
                "--",
                "<VOTABLE>",
                "NaN",
                "1e308");
    }

    @Override
    public String take(byte[] input, Random dice) {
        return TargetTable.read(input).size() + " targets";
    }
}
