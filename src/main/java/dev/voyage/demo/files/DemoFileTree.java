package dev.voyage.demo.files;

import dev.voyage.demo.facts.CsvFacts;
import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tree below {@code /FTP/}: the same for index pages and for the bucket. */
public final class DemoFileTree {

    /** The names in a directory, sorted. */
    public record Directory(TreeSet<String> directories, TreeMap<String, DemoFile> files) {}

    private final Map<String, Directory> directories = new TreeMap<>();

    private DemoFileTree() {
        directories.put("", new Directory(new TreeSet<>(), new TreeMap<>()));
    }

    public static DemoFileTree of(Collection<DemoCatalogue> catalogues) {
        var tree = new DemoFileTree();
        var templates = CsvFacts.read("files.csv");
        for (DemoCatalogue catalogue : catalogues) {
            for (DemoObservation observation : catalogue.observations()) {
                for (String written : observation.directories()) {
                    String path = normal(written);
                    if (!tree.directories.containsKey(path)) {
                        templates.stream()
                                .filter(it -> path.startsWith(it.get("mission") + "/"))
                                .forEach(it -> tree.add(path, it, observation));
                    }
                }
            }
        }
        return tree;
    }

    /** Without doubled slashes, and without slashes at the ends. */
    public static String normal(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/"));
    }

    public Optional<Directory> directory(String path) {
        return Optional.ofNullable(directories.get(path));
    }

    Optional<DemoFile> file(String path) {
        return directory(parent(path)).map(it -> it.files().get(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** All files, sorted by path as S3 sorts keys. */
    public Stream<DemoFile> files() {
        Map<String, DemoFile> sorted = new TreeMap<>();
        directories.values().forEach(it -> it.files().values().forEach(file -> sorted.put(file.path(), file)));
        return sorted.values().stream();
    }

    private void add(String top, Map<String, String> template, DemoObservation observation) {
        String id = top.substring(top.lastIndexOf('/') + 1);
        String path = top + "/" + template.get("path").replace("{id}", id);
        var file = new DemoFile(path, template.get("kind"), Integer.parseInt(template.get("count")), observation);
        make(parent(path)).files().put(file.name(), file);
    }

    private Directory make(String path) {
        Directory known = directories.get(path);
        if (known != null) {
            return known;
        }
        make(parent(path)).directories().add(path.substring(path.lastIndexOf('/') + 1));
        var made = new Directory(new TreeSet<>(), new TreeMap<>());
        directories.put(path, made);
        return made;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
