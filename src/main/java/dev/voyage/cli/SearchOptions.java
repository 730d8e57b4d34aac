package dev.voyage.cli;

import dev.voyage.problem.Kind;
import dev.voyage.problem.Problem;
import dev.voyage.problem.Quoted;
import dev.voyage.search.Action;
import dev.voyage.search.SearchRequest;
import dev.voyage.search.Source;
import dev.voyage.search.Target;
import dev.voyage.search.TargetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code voyage search}: what may be said on its command line. */
@Command(
        name = "search",
        description = {
            "Search catalogues around targets and fetch what belongs to them.",
            "Each observation, link and file is told as it happens."
        },
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 complete, 2 usage, 3 partial, 4 empty, 5 failed, 130 interrupted.",
            "",
            "Examples:",
            "  voyage search \"3C 105\" --catalogue numaster --where \"exposure_a <= 10000\" --to 3c105",
            "  voyage search \"61.8186 +3.7072\" --catalogue chanmaster --radius 0.2 --action plan",
            "  voyage search Vela --catalogue numaster --include \"event_cl/*\" --json | jq .type",
            "  voyage search Vela \"3C 105\" -c numaster -c chanmaster --action plan",
            "  voyage search --targets sources.vot -c numaster --to sources",
        })
public final class SearchOptions {

    @Parameters(
            paramLabel = "TARGET",
            arity = "0..*",
            description = "Names, or ICRS coordinates as text: \"3C 105\", \"61.8186 +3.7072\","
                    + " \"04h07m16.5s +03d42m26s\".")
    List<String> targets = new ArrayList<>();

    @Option(
            names = "--targets",
            paramLabel = "FILE",
            description = "Targets from a VOTable, or a CSV with a header: a column of names, columns of positions,"
                    + " or both.")
    Path targetFile;

    @Option(
            names = {"-c", "--catalogue"},
            required = true,
            paramLabel = "NAME",
            description = "A table name (numaster), an ivoid, or the URL of a cone search; may be repeated. See: voyage"
                    + " catalogues.")
    List<String> catalogues = new ArrayList<>();

    @Option(
            names = {"-r", "--radius"},
            paramLabel = "DEG",
            defaultValue = "1.0",
            description = "Degrees around the target (default: ${DEFAULT-VALUE}).")
    double radiusDeg;

    @Option(
            names = {"-w", "--where"},
            paramLabel = "CONDITION",
            description = "Only rows for which this holds, as in SQL: \"exposure_a <= 10000\".")
    String where;

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description = "Only files like this; may be repeated. event_cl/* is a directory's files, *.evt.gz"
                    + " a name anywhere.")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "No files like this; may be repeated, stronger than --include.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--action",
            paramLabel = "WHAT",
            defaultValue = "download",
            description = "How far to go: observations, links, plan (list and count, fetch nothing),"
                    + " download (default: ${DEFAULT-VALUE}).")
    String action;

    @Option(
            names = "--source",
            paramLabel = "WHERE",
            defaultValue = "auto",
            description = "Where files come from: auto, https, s3, mount (default: ${DEFAULT-VALUE}).")
    String source;

    @Option(
            names = {"-t", "--to"},
            paramLabel = "DIR",
            description = "Lay the finished files out here, as DIR/OBSERVATION/...: hard links to the data"
                    + " directory, or copies on another disk.")
    Path to;

    @Option(names = "--json", description = "The stored events as lines of JSON, which a pipe gets anyway.")
    boolean json;

    @Option(names = "--plain", description = "Lines for people, also into a pipe or a file.")
    boolean plain;

    @Mixin
    CommonOptions common;

    /** The request, checked as far as can be without asking anyone. */
    SearchRequest request() {
        var request = new SearchRequest(
                allTargets(), catalogues, radiusDeg, where, include, exclude, Action.of(action), Source.of(source));
        if (json && plain) {
            throw Problem.badParameter("plain", "give --json or --plain, not both");
        }
        return request.checked();
    }

    private List<Target> allTargets() {
        var all = new ArrayList<Target>();
        targets.forEach(name -> all.add(Target.named(name)));
        if (targetFile != null) {
            all.addAll(TargetTable.read(bytes(targetFile)));
        } else if (all.isEmpty()) {
            throw Problem.badParameter("target", "give a TARGET, or --targets FILE");
        }
        return all;
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.size(file) > TargetTable.MOST_BYTES) {
                throw TargetTable.tooLarge();
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw Problem.of(
                            Kind.BAD_PARAMETER, "targets cannot be read from " + Quoted.of(file.toString()), unreadable)
                    .with("parameter", "targets");
        }
    }
}
