package dev.voyage.api.searches;

import dev.voyage.search.request.SearchName;
import dev.voyage.tap.AdqlQuery;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The JSON body of a POST; only for the OpenAPI document, {@link SearchJsonParser} does the parsing. */
@Schema(
        name = "SearchRequest",
        description =
                "Exactly one of target, position, targets and adql, and a catalogue or several; the rest has defaults",
        additionalProperties = Schema.False.class)
record SearchRequestSchema(
        @Schema(
                description =
                        "A query in ADQL in place of targets, radius and several catalogues: one SELECT (or WITH) for the"
                                + " TAP service that is the catalogue; each row of the answer is an observation",
                examples = "SELECT TOP 10 * FROM ivoa.obscore WHERE dataproduct_type = 'image'",
                maxLength = AdqlQuery.LONGEST)
        String adql,

        @Schema(description = "A name, or ICRS coordinates as text", examples = "3C 105")
        String target,

        @Schema(description = "ICRS position, degrees") Position position,

        @Schema(
                description =
                        "Several targets: names, or coordinates as text, or objects; what is there twice" + " is one",
                examples = "[\"3C 105\", {\"name\": \"here\", \"raDeg\": 61.8, \"decDeg\": 3.7}]")
        List<Object> targets,

        @Schema(
                description = "A bare table name (numaster means ivo://nasa.heasarc/numaster), an"
                        + " ivoid, the base URL of a cone search, or a table of a TAP service (https://host/tap#table)."
                        + " With adql a TAP service: its address (https://host/tap), or an ivoid or table name with"
                        + " one in its record",
                examples = "numaster")
        String catalogue,

        @Schema(description = "Several catalogues, each as in catalogue")
        List<String> catalogues,

        @Schema(description = "Above 0, at most 180", defaultValue = "1.0")
        Double radiusDeg,

        @Schema(
                description = "The condition of an SQL WHERE clause on the catalogue's columns; a"
                        + " null never passes a comparison",
                examples = "exposure_a <= 10000")
        String where,

        @Schema(description = "Which files are wanted") Globs files,

        @Schema(
                description = "How far the search goes",
                enumeration = {"observations", "links", "plan", "download"},
                defaultValue = "download")
        String action,

        @Schema(
                description = "Where files are to come from",
                enumeration = {"auto", "https", "s3", "mount"},
                defaultValue = "auto")
        String source,

        @Schema(
                description = "Which links to files are fetched besides directories, by their semantics: terms of"
                        + " DataLink's core vocabulary (a term stands for the narrower ones too), full URIs of others,"
                        + " all, or none",
                defaultValue = "[\"#this\"]",
                examples = "[\"#this\", \"#preview\"]")
        List<String> links,

        @Schema(
                description = "The protocol for rows: auto queries TAP about many targets at once where there are 5 or"
                        + " more and the catalogue certainly has it, and makes cone searches otherwise, or searches for"
                        + " images (SIA 2) or spectra (SSA) where there is neither, or with band or time; the others demand"
                        + " one",
                enumeration = {"auto", "cone", "tap", "sia", "ssa"},
                defaultValue = "auto")
        String via,

        @Schema(
                description =
                        "The ids of the only observations to select, as an earlier search with the same targets and"
                                + " catalogues has reported them; all if empty. The other rows are reported with the reason"
                                + " not-picked. Ids that no row has end the search as partial, with a problem that lists them",
                examples = "[\"60061044002\"]")
        List<String> select,

        @Schema(
                description =
                        "Of searches for images and spectra: wavelengths in metres that the data touch, one or the two ends of"
                                + " an interval, -Inf and +Inf for an open one",
                examples = "4e-7 7e-7")
        String band,

        @Schema(
                description =
                        "Of searches for images and spectra: times that the data touch, Modified Julian Dates, likewise",
                examples = "57754 +Inf")
        String time,

        @Schema(
                description =
                        "A name for people, shown in lists of searches; not part of the request of a search, since"
                                + " it can be changed",
                maxLength = SearchName.LONGEST)
        String name,

        @Schema(
                description =
                        "Of a file of targets beside this: the column of right ascensions (or longitudes) where it"
                                + " has another name than usual")
        String raColumn,

        @Schema(description = "The column of declinations (or latitudes) likewise")
        String decColumn) {

    @Schema(
            name = "Position",
            requiredProperties = {"raDeg", "decDeg"})
    record Position(
            @Schema(description = "0 inclusive to 360 exclusive")
            double raDeg,

            @Schema(description = "-90 to 90") double decDeg) {}

    @Schema(name = "Globs", description = "Patterns on paths below the linked directory")
    record Globs(
            @Schema(description = "Wanted; all where empty", examples = "event_cl/*")
            List<String> include,

            @Schema(description = "Not wanted; stronger than include", examples = "*.jpg")
            List<String> exclude) {}
}
