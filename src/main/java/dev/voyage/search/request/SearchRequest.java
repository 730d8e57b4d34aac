package dev.voyage.search.request;

import dev.voyage.condition.Condition;
import dev.voyage.cone.DataRanges;
import dev.voyage.datalink.rule.LinkChoice;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.registry.Registry;
import dev.voyage.resolve.Resolver;
import dev.voyage.sky.SkyPosition;
import dev.voyage.tap.AdqlQuery;
import dev.voyage.tap.TapAddress;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The request of a search, validated as far as possible without network access: a request that can be constructed can be started.
 * The constructor throws {@code BAD_PARAMETER} problems that name the parameter.
 *
 * @param targets at least one, duplicates count once; none with {@code adql}
 * @param catalogues bare table names, ivoids, base URLs of cone searches, or tables of TAP services; at least one, duplicates count
 *     once. With {@code adql} one TAP service
 * @param radiusDeg above 0, at most 180; {@link #NO_RADIUS} with {@code adql}
 * @param where the condition on the catalogue's columns, or null for every row
 * @param include globs on paths below the linked directory; empty for all
 * @param exclude globs, stronger than {@code include}
 * @param links which links to files are fetched, besides directories
 * @param via the protocol by which rows are requested
 * @param select the ids of the only observations to select, duplicates count once; empty for no such limit
 * @param adql the query for the rows, in place of targets; null for rows around targets
 * @param ranges of spectrum and time, for searches for images and spectra
 * @param name of the search, or null; no part of {@link #toMap}, since it can be changed
 */
public record SearchRequest(
        List<Target> targets,
        List<String> catalogues,
        double radiusDeg,
        String where,
        List<String> include,
        List<String> exclude,
        Action action,
        SourcePreference source,
        LinkChoice links,
        Via via,
        List<String> select,
        String adql,
        DataRanges ranges,
        String name) {

    /** The radius that the tutorial's client sends. */
    public static final double DEFAULT_RADIUS_DEG = 1.0;

    /** The radius of a search without targets. */
    public static final double NO_RADIUS = Double.NaN;

    private static final int LONGEST_TEXT = 4096;
    private static final int MOST_GLOBS = 100;
    private static final int MOST_PICKED = 10_000;

    public SearchRequest {
        targets = List.copyOf(new LinkedHashSet<>(targets));
        catalogues = catalogues.stream()
                .map(catalogue -> text("catalogue", catalogue))
                .distinct()
                .toList();
        if (adql == null) {
            checkCones(targets, catalogues, radiusDeg);
            RangeRules.check(ranges, via);
        } else {
            adql = new AdqlQuery(adql).text();
            QueryRules.check(targets, catalogues, radiusDeg, via, ranges);
        }
        if (where != null) {
            where = text("where", where);
        }
        include = globs("include", include);
        exclude = globs("exclude", exclude);
        if (select.size() > MOST_PICKED) {
            throw Problem.invalidField(
                    "select", "select lists at most " + MOST_PICKED + " observations, not " + select.size());
        }
        select = select.stream().map(id -> text("select", id)).distinct().toList();
        name = SearchName.checked(name);
    }

    private static void checkCones(List<Target> targets, List<String> catalogues, double radiusDeg) {
        if (targets.isEmpty()) {
            throw Problem.invalidField("target", "give a target (a name or coordinates), a position, or targets");
        } else if (catalogues.isEmpty()) {
            throw Problem.invalidField(
                    "catalogue", "give a catalogue: a table name such as numaster, an ivoid, or a cone search URL");
        } else if (!(radiusDeg > 0 && radiusDeg <= 180)) {
            throw Problem.invalidField("radius", "radius must be above 0 and at most 180 degrees, not " + radiusDeg);
        }
    }

    /** Without a name. */
    public SearchRequest(
            List<Target> targets,
            List<String> catalogues,
            double radiusDeg,
            String where,
            List<String> include,
            List<String> exclude,
            Action action,
            SourcePreference source,
            LinkChoice links,
            Via via,
            List<String> select,
            String adql,
            DataRanges ranges) {
        this(
                targets,
                catalogues,
                radiusDeg,
                where,
                include,
                exclude,
                action,
                source,
                links,
                via,
                select,
                adql,
                ranges,
                null);
    }

    /** Without ranges of spectrum and time. */
    public SearchRequest(
            List<Target> targets,
            List<String> catalogues,
            double radiusDeg,
            String where,
            List<String> include,
            List<String> exclude,
            Action action,
            SourcePreference source,
            LinkChoice links,
            Via via,
            List<String> select,
            String adql) {
        this(
                targets,
                catalogues,
                radiusDeg,
                where,
                include,
                exclude,
                action,
                source,
                links,
                via,
                select,
                adql,
                DataRanges.NONE);
    }

    /** With the default choice of links and protocol. */
    public SearchRequest(
            List<Target> targets,
            List<String> catalogues,
            double radiusDeg,
            String where,
            List<String> include,
            List<String> exclude,
            Action action,
            SourcePreference source) {
        this(
                targets,
                catalogues,
                radiusDeg,
                where,
                include,
                exclude,
                action,
                source,
                LinkChoice.DEFAULT,
                Via.AUTO,
                List.of(),
                null);
    }

    /**
     * One target in one catalogue.
     *
     * @param target a name or coordinates as text, or null if {@code position} is given
     * @param position or null if {@code target} is given
     * @param catalogue null is refused explicitly, as an invalid catalogue
     */
    public SearchRequest(
            String target,
            SkyPosition position,
            String catalogue,
            double radiusDeg,
            String where,
            List<String> include,
            List<String> exclude,
            Action action,
            SourcePreference source) {
        this(
                List.of(only(target, position)),
                catalogue == null ? List.of() : List.of(catalogue),
                radiusDeg,
                where,
                include,
                exclude,
                action,
                source);
    }

    /**
     * This request, if it also passes the checks for new requests that need no network access: its condition can be parsed, its
     * names have the form of catalogue names, its coordinates lie on the sky. For client requests; stored requests have passed
     * these checks already.
     *
     * @throws Problem {@code BAD_PARAMETER}, {@code BAD_CONDITION}
     */
    public SearchRequest checked() {
        if (where != null) {
            var unused = Condition.parse(where);
        }
        catalogues.forEach(adql == null ? this::check : QueryRules::checkService);
        targets.stream().filter(target -> target.position() == null).forEach(target -> Resolver.check(target.name()));
        return this;
    }

    private void check(String catalogue) {
        if (TapAddress.in(catalogue).isEmpty()) {
            Registry.check(catalogue);
            RangeRules.checkAddress(catalogue, ranges, via);
        } else if (via != Via.AUTO && via != Via.TAP) {
            throw Problem.invalidField(
                    "via",
                    "via is " + via.word() + ", but " + QuotedText.of(catalogue) + " is a table of a TAP service");
        } else if (!ranges.isNone()) {
            throw RangeRules.without(ranges, QuotedText.of(catalogue) + " is a table of a TAP service");
        }
    }

    /** The radius of a request that gives none, with this query or null. */
    public static double defaultRadiusDeg(String adqlOrNull) {
        return adqlOrNull == null ? DEFAULT_RADIUS_DEG : NO_RADIUS;
    }

    /** The same with each catalogue once: if a table's name and its ivoid are both present, the first. */
    public SearchRequest eachCatalogueOnce() {
        var once = new LinkedHashMap<String, String>();
        catalogues.forEach(catalogue -> once.putIfAbsent(Registry.identity(catalogue), catalogue));
        return with(List.copyOf(once.values()), links, via, select, ranges);
    }

    /** The same with other links. */
    public SearchRequest withLinks(LinkChoice other) {
        return with(catalogues, other, via, select, ranges);
    }

    /** The same by another protocol. */
    public SearchRequest withVia(Via other) {
        return with(catalogues, links, other, select, ranges);
    }

    /** The same for only the observations with these ids; for all if there are none. */
    public SearchRequest withSelect(List<String> other) {
        return with(catalogues, links, via, other, ranges);
    }

    /** The same for data in other ranges of spectrum and time. */
    public SearchRequest withRanges(DataRanges other) {
        return with(catalogues, links, via, select, other);
    }

    /** The same for a search with this name; null for none. */
    public SearchRequest named(String other) {
        return new SearchRequest(
                targets,
                catalogues,
                radiusDeg,
                where,
                include,
                exclude,
                action,
                source,
                links,
                via,
                select,
                adql,
                ranges,
                other);
    }

    private SearchRequest with(List<String> names, LinkChoice terms, Via by, List<String> ids, DataRanges limits) {
        return new SearchRequest(
                targets, names, radiusDeg, where, include, exclude, action, source, terms, by, ids, adql, limits, name);
    }

    /** The number of its targets; a query counts as one. */
    public int weight() {
        return Math.max(1, targets.size());
    }

    private static Target only(String target, SkyPosition position) {
        boolean both = target != null && position != null;
        return new Target(both ? null : target, both ? null : position); // it refuses a target with neither
    }

    static String text(String name, String value) {
        String stripped = value.strip();
        if (stripped.isEmpty()) {
            throw Problem.invalidField(name, name + " must not be empty");
        }
        if (stripped.length() > LONGEST_TEXT || stripped.chars().anyMatch(Character::isISOControl)) {
            throw Problem.invalidField(
                    name,
                    name + " must be at most " + LONGEST_TEXT + " printable characters, not " + QuotedText.of(value));
        }
        return stripped;
    }

    private static List<String> globs(String name, List<String> globs) {
        if (globs.size() > MOST_GLOBS) {
            throw Problem.invalidField(name, "at most " + MOST_GLOBS + " " + name + " patterns, not " + globs.size());
        }
        return globs.stream().map(glob -> text(name, glob)).toList();
    }

    /** As JSON, in the shape of a POST to {@code /v1/searches}, defaults filled in. */
    public Map<String, Object> toMap() {
        var json = new LinkedHashMap<String, Object>();
        if (adql == null) {
            targets(json);
        } else {
            json.put("adql", adql);
        }
        if (catalogues.size() == 1) {
            json.put("catalogue", catalogues.get(0));
        } else {
            json.put("catalogues", catalogues);
        }
        if (adql == null) {
            json.put("radiusDeg", radiusDeg);
        }
        if (where != null) {
            json.put("where", where);
        }
        if (!include.isEmpty() || !exclude.isEmpty()) {
            json.put("files", Map.of("include", include, "exclude", exclude));
        }
        json.put("action", action.word());
        json.put("source", source.word());
        json.put("links", links.words());
        if (via != Via.AUTO) { // requests of earlier versions have no such field, and are the same
            json.put("via", via.word());
        }
        if (!select.isEmpty()) {
            json.put("select", select);
        }
        if (ranges.band() != null) {
            json.put("band", ranges.band().text());
        }
        if (ranges.time() != null) {
            json.put("time", ranges.time().text());
        }
        return json;
    }

    private void targets(Map<String, Object> json) {
        Target first = targets.get(0);
        if (targets.size() > 1 || (first.name() != null && first.position() != null)) {
            json.put("targets", targets.stream().map(Target::toJson).toList());
        } else if (first.name() != null) {
            json.put("target", first.name());
        } else {
            json.put("position", first.toJson());
        }
    }
}
