package dev.voyage.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One table of observations and the habits of the services that know it. */
record Catalogue(Map<String, String> facts, List<Field> fields, List<Observation> observations) {

    /** All tables by name, in the order of the registry. */
    static Map<String, Catalogue> all() {
        var fields = Csv.read("fields.csv");
        Map<String, Catalogue> all = new LinkedHashMap<>();
        for (Map<String, String> facts : Csv.read("catalogues.csv")) {
            String table = facts.get("table");
            all.put(
                    table,
                    new Catalogue(
                            facts,
                            fields.stream()
                                    .filter(field -> field.get("table").equals(table))
                                    .map(Field::of)
                                    .toList(),
                            Csv.read(table + ".csv").stream()
                                    .map(Observation::new)
                                    .toList()));
        }
        return all;
    }

    String table() {
        return facts.get("table");
    }

    String title() {
        return facts.get("title");
    }

    Serialization serialization() {
        return Serialization.valueOf(facts.get("serialization"));
    }

    /** Most rows of one cone search. */
    int limit() {
        return Integer.parseInt(facts.get("limit"));
    }

    double defaultRadiusDeg() {
        return Double.parseDouble(facts.get("radius")) / 60;
    }

    boolean describesLinksFirst() {
        return facts.get("descriptor").equals("before");
    }

    boolean isInCloud() {
        return facts.get("cloud").equals("yes");
    }

    /** By what identifies it to DataLink: bare, or behind the ivoid and a question mark. */
    Optional<Observation> withLinkId(String id) {
        String prefix = "ivo://nasa.heasarc/" + table() + "?";
        boolean full = id.toLowerCase(Locale.ROOT).startsWith(prefix);
        String key = full ? id.substring(prefix.length()) : id;
        return observations.stream().filter(it -> linkId(it).equals(key)).findFirst();
    }

    String linkId(Observation observation) {
        return observation.get(facts.get("link"));
    }
}
