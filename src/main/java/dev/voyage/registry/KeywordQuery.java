package dev.voyage.registry;

import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.votable.table.Row;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Words that a catalogue's record must contain, and the order of the results. */
record KeywordQuery(List<String> words) {

    private static final int LONGEST = 256;
    private static final int MOST_WORDS = 8;

    /**
     * @throws Problem {@code BAD_PARAMETER} for {@code keywords}
     */
    static KeywordQuery of(String keywords) {
        if (keywords == null || keywords.isBlank()) {
            throw Problem.invalidField("keywords", "keywords are needed, such as nustar");
        }
        List<String> words = Arrays.asList(keywords.strip().split("\\s+", -1));
        boolean control = keywords.codePoints().anyMatch(KeywordQuery::isNoText);
        if (keywords.length() > LONGEST || words.size() > MOST_WORDS || control) {
            throw Problem.invalidField(
                    "keywords",
                    "keywords are up to "
                            + MOST_WORDS
                            + " words in "
                            + LONGEST
                            + " characters, without control characters: "
                            + QuotedText.of(keywords));
        }
        return new KeywordQuery(words);
    }

    private static boolean isNoText(int c) {
        int type = Character.getType(c);
        boolean blank = Character.isWhitespace(c);
        return (Character.isISOControl(c) && !blank) || type == Character.SURROGATE || type == Character.FORMAT;
    }

    /** One catalogue for all rows of an ivoid, by its ivoid in lower case, in the order of the rows. */
    static Map<String, Catalogue> byIvoid(List<Row> rows) {
        Map<String, Catalogue> byIvoid = new LinkedHashMap<>();
        rows.forEach(row -> row.text("ivoid")
                .map(ivoid -> ivoid.toLowerCase(Locale.ROOT))
                .ifPresent(ivoid -> byIvoid.merge(ivoid, one(ivoid, row), KeywordQuery::joined)));
        return byIvoid;
    }

    /** One catalogue for all rows of an ivoid; those with the words in their names come first. */
    List<Catalogue> catalogues(List<Row> rows, int limit) {
        return byIvoid(rows).values().stream()
                .sorted(Comparator.comparingInt(this::distance).thenComparing(Catalogue::ivoid))
                .limit(limit)
                .toList();
    }

    private static Catalogue one(String ivoid, Row row) {
        return new Catalogue(
                ivoid,
                row.text("short_name").orElse(null),
                row.text("res_title").orElse(null),
                row.text("res_description").orElse(null),
                row.text("waveband").stream()
                        .flatMap(all -> Arrays.stream(all.split("#", -1)))
                        .map(String::strip)
                        .filter(band -> !band.isEmpty())
                        .toList(),
                row.text("access_url").stream()
                        .map(url ->
                                new Catalogue.Service(row.text("standard_id").orElse(null), url))
                        .toList());
    }

    private static Catalogue joined(Catalogue a, Catalogue b) {
        var services = Stream.concat(a.services().stream(), b.services().stream())
                .distinct()
                .sorted(Comparator.comparing(KeywordQuery::isForData));
        return new Catalogue(a.ivoid(), a.shortName(), a.title(), a.description(), a.waveband(), services.toList());
    }

    private static boolean isForData(Catalogue.Service service) {
        String standard = lower(service.standardId());
        return Arrays.stream(DataProtocol.values()).anyMatch(protocol -> protocol.is(standard));
    }

    private int distance(Catalogue catalogue) {
        String name = lower(catalogue.shortName());
        String table = catalogue.ivoid().substring(catalogue.ivoid().lastIndexOf('/') + 1);
        String asked = lower(String.join(" ", words));
        if (name.equals(asked) || table.equals(asked)) {
            return 0;
        }
        if (hasAll(name + " " + table)) {
            return 1;
        }
        return hasAll(lower(catalogue.title())) ? 2 : 3;
    }

    private boolean hasAll(String text) {
        return words.stream().allMatch(word -> text.contains(lower(word)));
    }

    private static String lower(String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }
}
