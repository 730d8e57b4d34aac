package dev.voyage.cli.options;

import dev.voyage.cli.output.LineDetail;
import dev.voyage.cone.DataRanges;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.search.request.Via;
import dev.voyage.search.upload.TargetTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of {@code voyage search}. */
@Command(
        name = "search",
        description = {
            "Search catalogues around targets and download the files of the observations found.",
            "Each observation, link and file is reported as soon as it is found or arrives."
        },
        sortOptions = false,
        footer = {
            "",
            "Exit codes: 0 complete, 2 usage, 3 partial, 4 empty, 5 failed, 130 interrupted.",
            "",
            "Examples:",
            "  voyage search \"3C 105\" --catalogue numaster --where \"exposure_a <= 10000\" --to 3c105",
            "  voyage search \"61.8186 +3.7072\" --catalogue numaster --radius \"12 arcmin\" --action plan",
            "  voyage search \"3C 105\" --catalogue numaster --include \"event_cl/*\" --json | jq .type",
            "  voyage search \"NGC 4151\" \"3C 105\" -c numaster -c chanmaster --action plan",
            "  voyage search --targets sources.vot -c numaster --to sources",
            "  voyage search \"3C 105\" -c numaster --action observations -q -o rows.vot",
            "  voyage search --adql \"SELECT TOP 9 * FROM numaster\" -c numaster --action plan",
            "  printf 'name\\n3C 105\\n' | voyage search --targets - -c numaster --action plan",
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
            description = "Targets from a list (VOTable, FITS, CSV, TSV, ECSV, IPAC table): a column of names, columns"
                    + " of positions in any frame, or both; - for standard input.")
    Path targetFile;

    @Option(
            names = "--ra-column",
            paramLabel = "NAME",
            description = "Column of right ascensions (or longitudes) in the list, if its name is unusual.")
    String raColumn;

    @Option(
            names = "--dec-column",
            paramLabel = "NAME",
            description = "Column of declinations (or latitudes) in the list, if its name is unusual.")
    String decColumn;

    @Option(
            names = {"-c", "--catalogue"},
            required = true,
            paramLabel = "NAME",
            description = "A table name (numaster), an ivoid, the URL of a cone search, or a table of a TAP service"
                    + " (https://host/tap#table); may be repeated. See: voyage catalogues.")
    List<String> catalogues = new ArrayList<>();

    @Option(
            names = {"-r", "--radius"},
            paramLabel = "RADIUS",
            converter = Radius.class,
            description = "Radius around the target, in degrees or with a unit: \"5 arcmin\", 30arcsec (default: 1.0).")
    Double radiusDeg;

    @Option(
            names = "--adql",
            paramLabel = "QUERY",
            description = "Rows of this query in place of targets: one SELECT in ADQL for the TAP service that is the"
                    + " catalogue (https://host/tap, or an ivoid or table name with one in its record).")
    String adql;

    @Option(
            names = {"-w", "--where"},
            paramLabel = "CONDITION",
            description = "Select only rows that match this SQL condition: \"exposure_a <= 10000\".")
    String where;

    @Option(
            names = "--select",
            paramLabel = "ID",
            description = "Select only the observations with these ids, as an earlier search has printed them; may be"
                    + " repeated.")
    List<String> select = new ArrayList<>();

    @Option(
            names = "--include",
            paramLabel = "GLOB",
            description =
                    "Download only matching files; may be repeated. event_cl/* matches the files of a directory, *.evt.gz"
                            + " a name at any depth.")
    List<String> include = new ArrayList<>();

    @Option(
            names = "--exclude",
            paramLabel = "GLOB",
            description = "Do not download matching files; may be repeated, takes precedence over --include.")
    List<String> exclude = new ArrayList<>();

    @Option(
            names = "--links",
            paramLabel = "TERMS",
            description = "Linked files to download besides directories: this (the data, the default), preview,"
                    + " calibration and other terms of DataLink, separated by commas; all; none. May be repeated.")
    List<String> links = new ArrayList<>();

    @Option(
            names = "--action",
            paramLabel = "WHAT",
            defaultValue = "download",
            description = "Last stage: observations, links, plan (list files with sizes, download nothing),"
                    + " download (default: ${DEFAULT-VALUE}).")
    String action;

    @Option(
            names = "--source",
            paramLabel = "WHERE",
            defaultValue = "auto",
            description = "Where files come from: auto, https, s3, mount (default: ${DEFAULT-VALUE}).")
    String source;

    @Option(
            names = "--via",
            paramLabel = "PROTOCOL",
            defaultValue = "auto",
            description = "Protocol for rows: auto (TAP for 5 targets or more where the catalogue has it), cone, tap,"
                    + " sia (images), ssa (spectra) (default: ${DEFAULT-VALUE}).")
    String via;

    @Option(
            names = "--band",
            paramLabel = "METRES",
            description =
                    "Images or spectra of these wavelengths only: one in metres, or the ends of an interval: \"4e-7 7e-7\","
                            + " \"-Inf 1e-9\".")
    String band;

    @Option(
            names = "--time",
            paramLabel = "MJD",
            description = "Images or spectra of these times only: a Modified Julian Date, or the ends of an interval:"
                    + " \"57754 58119\", \"57754 +Inf\".")
    String time;

    @Option(names = "--name", paramLabel = "NAME", description = "A name for the search, which lists of searches show.")
    String name;

    @Option(
            names = {"-t", "--to"},
            paramLabel = "DIR",
            description = "Place the finished files here, as DIR/OBSERVATION/...: hard links into the data"
                    + " directory, or copies on another disk.")
    public Path to;

    @Option(
            names = "--json",
            description = "Print the stored events, one JSON object per line; the default for a pipe.")
    public boolean json;

    @Option(names = "--plain", description = "Print lines for people, also to a pipe or a file.")
    public boolean plain;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only failures and the result for people.")
    boolean quiet;

    @Option(
            names = {"-v", "--verbose"},
            description = "Print also found files and the beginning of each transfer.")
    boolean verbose;

    @Mixin
    public TableOptions table;

    @Mixin
    public CommonOptions common;

    private SearchRequest understood; // null until asked for: standard input can be read only once

    /** How much is printed for people. */
    public LineDetail detail() {
        return LineDetail.of(quiet, verbose);
    }

    /** The request, validated as far as possible without network access. */
    public SearchRequest request() {
        if (understood == null) {
            understood = read();
        }
        return understood;
    }

    private SearchRequest read() {
        var request = new SearchRequest(
                allTargets(),
                catalogues,
                radiusDeg != null ? radiusDeg : SearchRequest.defaultRadiusDeg(adql),
                where,
                include,
                exclude,
                Action.of(action),
                SourcePreference.of(source),
                links.isEmpty() ? LinkChoice.DEFAULT : LinkChoice.of(links),
                Via.of(via),
                select,
                adql,
                DataRanges.of(band, time),
                name);
        refuseContradictions(request);
        if (to != null) {
            OutputPlace.checkDirectory(to);
        }
        return request.checked();
    }

    private void refuseContradictions(SearchRequest request) {
        if (json && plain) {
            throw Problem.badParameter("plain", "give --json or --plain, not both");
        } else if (quiet && verbose) {
            throw Problem.badParameter("quiet", "give --quiet or --verbose, not both");
        } else if (table.isAsked()) {
            String unused = table.format();
            table.file().ifPresent(OutputPlace::checkFile);
            if (request.catalogues().size() > 1) {
                throw Problem.badParameter(
                        "format", "a table has the columns of one catalogue: search one, or leave out --format");
            }
        }
    }

    private List<Target> allTargets() {
        var all = new ArrayList<Target>();
        targets.forEach(name -> all.add(Target.named(name)));
        if (targetFile != null) {
            all.addAll(TargetTable.readFile(bytes(targetFile), raColumn, decColumn));
        } else if (raColumn != null || decColumn != null) {
            throw Problem.badParameter(
                    "raColumn", "--ra-column and --dec-column name columns of a list: give --targets FILE");
        } else if (all.isEmpty() && adql == null) {
            throw Problem.badParameter("target", "give a TARGET, or --targets FILE");
        }
        return all;
    }

    private static byte[] bytes(Path file) {
        try {
            if (file.toString().equals("-")) {
                return standardInput();
            } else if (Files.size(file) > TargetTable.MOST_OF_FILE) {
                throw TargetTable.tooLargeFile();
            }
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw Problem.badParameter(
                    "targets", "targets cannot be read from " + QuotedText.of(file.toString()), unreadable);
        }
    }

    private static byte[] standardInput() throws IOException {
        byte[] list = System.in.readNBytes(TargetTable.MOST_OF_FILE + 1);
        if (list.length > TargetTable.MOST_OF_FILE) {
            throw TargetTable.tooLargeFile();
        }
        return list;
    }
}
