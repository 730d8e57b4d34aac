package dev.voyage.demo;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What lies below {@code /FTP/}: the same for index pages and for the bucket. */
final class Tree {

    /** The names in it, sorted. */
    record Directory(TreeSet<String> directories, TreeMap<String, DemoFile> files) {}

    private final Map<String, Directory> directories = new TreeMap<>();

    private Tree() {
        directories.put("", new Directory(new TreeSet<>(), new TreeMap<>()));
    }

    static Tree of(Collection<Catalogue> catalogues) {
        var tree = new Tree();
        var templates = Csv.read("files.csv");
        for (Catalogue catalogue : catalogues) {
            for (Observation observation : catalogue.observations()) {
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

    /** Without doubled slashes, and none at the ends. */
    static String normal(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .collect(Collectors.joining("/"));
    }

    Optional<Directory> directory(String path) {
        return Optional.ofNullable(directories.get(path));
    }

    Optional<DemoFile> file(String path) {
        return directory(parent(path)).map(it -> it.files().get(path.substring(path.lastIndexOf('/') + 1)));
    }

    /** All files, sorted by path as S3 sorts keys. */
    Stream<DemoFile> files() {
        Map<String, DemoFile> sorted = new TreeMap<>();
        directories.values().forEach(it -> it.files().values().forEach(file -> sorted.put(file.path(), file)));
        return sorted.values().stream();
    }

    private void add(String top, Map<String, String> template, Observation observation) {
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
