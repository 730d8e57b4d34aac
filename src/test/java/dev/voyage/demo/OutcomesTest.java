package dev.voyage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.files.ContentCache;
import dev.voyage.demo.files.DemoFile;
import dev.voyage.demo.files.DemoFileTree;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documented results of searches in the demo archive; documentation and story tests rely on them. */
class OutcomesTest {

    private final DemoFileTree tree = DemoFileTree.of(DemoCatalogue.all().values());
    private final ContentCache contents = new ContentCache();

    @ParameterizedTest(name = "{0} in {1}, {2} <= {3}")
    @CsvSource({
        "3C105, numaster, exposure_a, 10000, 3, 3, 48, 950181",
        "3C105, numaster, exposure_a, 1e9, 5, 5, 80, 1583635",
        "NGC_4151, numaster, exposure_a, 10000, 9, 3, 48, 950181",
        "PSR_B0833-45, nicermastr, exposure, 1e9, 7, 6, 78, 1467486",
        "PSR_B0833-45, nicermastr, exposure, 200, 4, 3, 39, 733743",
        "1E0657-56, chanmaster, exposure, 30000, 2, 2, 24, 549663",
        "1E0657-56, chanmaster, exposure, 1e9, 4, 4, 48, 1099327",
        "ETA_CAR, xtemaster, exposure, 1e9, 2, 2, 35, 444164",
        "GX_339-4, xtemaster, exposure, 1e9, 10, 10, 50, 634520",
    })
    void aSearchFinds(
            String object, String table, String column, double most, int selected, int linked, int files, long bytes) {
        DemoCatalogue catalogue = DemoCatalogue.all().get(table);
        List<DemoObservation> kept = catalogue.observations().stream()
                .filter(it -> it.object().equals(object))
                .limit(Math.max(catalogue.limit(), 1))
                .filter(atMost(column, most))
                .toList();
        List<DemoFile> found = files(kept);

        assertThat(kept).hasSize(selected);
        assertThat(kept.stream().filter(it -> !it.directories().isEmpty())).hasSize(linked);
        assertThat(found).hasSize(files);
        assertThat(found.stream().mapToLong(it -> contents.of(it).length).sum()).isEqualTo(bytes);
    }

    @Test
    void notMoreIsKeptThanFits() {
        assertThat(tree.files().mapToLong(it -> contents.of(it).length).sum()).isLessThan(16 << 20);
    }

    private static Predicate<DemoObservation> atMost(String column, double most) {
        return it -> !it.get(column).isEmpty() && Double.parseDouble(it.get(column)) <= most;
    }

    /** The files of all directories, without duplicates. */
    private List<DemoFile> files(Collection<DemoObservation> observations) {
        var tops = new TreeSet<String>();
        observations.forEach(it -> it.directories().forEach(path -> tops.add(DemoFileTree.normal(path) + "/")));
        return tree.files()
                .filter(file -> tops.stream().anyMatch(top -> file.path().startsWith(top)))
                .toList();
    }
}
