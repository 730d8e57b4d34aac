package dev.voyage.search.story;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.search.played.Rig;
import dev.voyage.search.played.Told;
import dev.voyage.testsupport.TestStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The remains of a process killed right after one event of a search: a partial copy of the data directory. */
public final class CutStory {

    private static final Map<String, String> STATES = Map.of(
            "file.found", "FOUND", "file.completed", "COMPLETED", "file.skipped", "SKIPPED", "file.failed", "FAILED");

    private CutStory() {}

    /**
     * @param events all events of the story
     * @param seq the last event to keep
     * @param withFiles whether to keep files without an event
     */
    public static void copy(Rig whole, List<JsonNode> events, int seq, boolean withFiles, Path to)
            throws IOException, SQLException {
        Files.createDirectories(to);
        try (Connection store = TestStore.in(whole.data).getConnection();
                var copy = store.createStatement()) {
            copy.execute("vacuum into '" + to.resolve("voyage.db") + "'");
        }
        copyFiles(whole.data.resolve("files"), to.resolve("files"), events.subList(0, seq), withFiles);
        try (Connection store = TestStore.in(to).getConnection()) {
            cut(store, events.subList(0, seq));
        }
    }

    private static void copyFiles(Path from, Path to, List<JsonNode> left, boolean all) throws IOException {
        if (Files.notExists(from)) {
            return; // nothing to download
        }
        Set<String> told = new HashSet<>();
        for (JsonNode event : left) {
            if (event.path("type").textValue().equals("file.completed")) {
                told.add(event.path("file").textValue());
            }
        }
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                boolean isTold = told.stream().anyMatch(path -> file.endsWith(path));
                if (all || isTold) {
                    Path copy = to.resolve(from.relativize(file).toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }

    private static void cut(Connection store, List<JsonNode> left) throws SQLException {
        try (var all = store.createStatement()) {
            all.executeUpdate("delete from events where seq > " + left.size());
            all.executeUpdate("delete from files");
        }
        String search = left.get(0).path("search").textValue();
        var files = new LinkedHashMap<String, JsonNode>();
        var urls = new HashMap<String, JsonNode>();
        for (JsonNode event : left) {
            String type = event.path("type").textValue();
            if (STATES.containsKey(type) && !event.path("willRetry").booleanValue()) {
                files.put(event.path("file").textValue(), event);
                urls.putIfAbsent(event.path("file").textValue(), event);
            }
        }
        try (var insert = store.prepareStatement(
                "insert into files (search, file, observation, url, state, bytes, sha256) values (?, ?, ?, ?, ?, ?, ?)")) {
            for (var file : files.entrySet()) {
                JsonNode found = urls.get(file.getKey());
                JsonNode last = file.getValue();
                insert.setString(1, search);
                insert.setString(2, file.getKey());
                insert.setString(3, found.path("observation").textValue());
                insert.setString(4, found.path("url").textValue());
                insert.setString(5, STATES.get(last.path("type").textValue()));
                insert.setObject(6, last.has("bytes") ? last.path("bytes").longValue() : null);
                insert.setString(7, last.path("sha256").textValue());
                insert.executeUpdate();
            }
        }
        try (var update =
                store.prepareStatement("update searches set phase = 'EXECUTING', outcome = null, ended = null,"
                        + " millis = null, problem = null, owner = 'dead', last_seq = ?, tally = ?")) {
            update.setInt(1, left.size());
            update.setString(2, tally(left));
            update.executeUpdate();
        }
    }

    private static String tally(List<JsonNode> left) {
        var told = new Told(left);
        long selected = told.of("observation.found").stream()
                .filter(event -> event.path("selected").booleanValue()
                        && !event.path("repeated").booleanValue())
                .count();
        long repeated = told.of("observation.found").stream()
                .filter(event -> event.path("repeated").booleanValue())
                .count();
        long excluded = told.of("file.skipped").stream()
                .filter(event -> event.path("reason").textValue().equals("excluded"))
                .count();
        long bytes = told.of("file.completed").stream()
                .mapToLong(event -> event.path("bytes").longValue())
                .sum();
        return "{\"observations\":%d,\"selected\":%d,\"linked\":%d,\"unavailable\":%d,\"failedObservations\":%d,\"files\":%d,\"completed\":%d,\"skipped\":%d,\"failed\":%d,\"excluded\":%d,\"bytes\":%d,\"repeated\":%d,\"refused\":%d}"
                .formatted(
                        told.of("observation.found").size(),
                        selected,
                        told.of("observation.linked").size(),
                        told.of("observation.unavailable").size(),
                        told.of("observation.failed").size(),
                        told.of("file.found").size() - excluded,
                        told.of("file.completed").size(),
                        told.of("file.skipped").size() - excluded,
                        told.problems("file.failed").size(),
                        excluded,
                        bytes,
                        repeated,
                        told.refused());
    }
}
