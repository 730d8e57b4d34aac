package dev.voyage.search.played;

import dev.voyage.search.request.Action;
import dev.voyage.search.request.SearchRequest;
import dev.voyage.search.request.SourcePreference;
import dev.voyage.search.request.Target;
import dev.voyage.testsupport.Received;
import dev.voyage.testsupport.Script;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Three targets with overlapping surroundings, in two catalogues that share an observation: {@code t} has A and B
 * around target one, B and C around two, C around three; {@code u} has A around one, E around three.
 */
public final class Several {

    public static final List<String> NAMES = List.of("one", "two", "three");

    private static final Map<String, List<String>> T =
            Map.of("10", List.of("A", "B"), "20", List.of("B", "C"), "30", List.of("C"));
    private static final Map<String, List<String>> U = Map.of("10", List.of("A"), "20", List.of(), "30", List.of("E"));
    private static final Pattern RA = Pattern.compile("RA=(\\d+)");

    private final Rig rig;

    public Several(Rig rig) {
        this.rig = rig;
        rig.played.observations("A", "B", "C", "E");
        names().answersBy(200, "text/plain", Several::located);
        t().answersBy(200, "text/xml", this::rowsOfT);
        u().answersBy(200, "text/xml", this::rowsOfU);
    }

    public Script names() {
        return rig.played.sesame();
    }

    public Script t() {
        return rig.played.coneScript();
    }

    public Script u() {
        return rig.archive.on("/u");
    }

    public static byte[] located(Received request) {
        int place = NAMES.indexOf(request.query()) + 1;
        String text = Played.SESAME.replace("10.5", place * 10 + ".5");
        return (place == 0 ? text.replaceAll("<Resolver.*</Resolver>", "") : text).getBytes(StandardCharsets.UTF_8);
    }

    public byte[] rowsOfT(Received request) {
        return rows(request, T);
    }

    public byte[] rowsOfU(Received request) {
        return rows(request, U);
    }

    private byte[] rows(Received request, Map<String, List<String>> around) {
        Matcher ra = RA.matcher(request.query());
        List<String> ids = ra.find() ? around.getOrDefault(ra.group(1), List.of()) : List.of();
        return rig.played.coneDocument(ids.toArray(String[]::new)).getBytes(StandardCharsets.UTF_8);
    }

    public String tUrl() {
        return rig.played.cone().toString();
    }

    public String uUrl() {
        return rig.archive.uri("/u?").toString();
    }

    public SearchRequest request(Action action) {
        return request(NAMES, List.of(tUrl(), uUrl()), action);
    }

    public SearchRequest request(List<String> names, List<String> catalogues, Action action) {
        return new SearchRequest(
                names.stream().map(Target::named).toList(),
                catalogues,
                60, // degrees: the targets are ten apart, and the rows must lie around all of them
                "exposure <= 10000",
                List.of(),
                List.of(),
                action,
                SourcePreference.AUTO);
    }

    /** The expected content of a file, by its path below the catalogue's. */
    public static String source(String path) {
        return Played.source(path.substring(path.indexOf('/') + 1));
    }

    /** The observations in links requests, once per request. */
    public List<String> linksAsked() {
        return rig.archive.requests("/links").stream()
                .flatMap(request -> Played.asked(request).stream())
                .sorted()
                .toList();
    }

    /** The number of requests per address, including target names and positions. */
    public Map<String, Integer> asked() {
        var counts = new TreeMap<String, Integer>();
        var all = new ArrayList<Received>();
        Stream.of("/sesame/-oxp/SNV", "/cone", "/u").forEach(path -> all.addAll(rig.archive.requests(path)));
        all.forEach(request -> counts.merge(request.target(), 1, Integer::sum));
        return counts;
    }
}
