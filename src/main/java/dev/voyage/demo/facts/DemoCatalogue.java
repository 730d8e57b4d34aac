package dev.voyage.demo.facts;

import dev.voyage.demo.votable.DemoField;
import dev.voyage.demo.votable.VotableSerialization;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** One table of observations and the behaviour of its services. */
public record DemoCatalogue(Map<String, String> facts, List<DemoField> fields, List<DemoObservation> observations) {

    /** All tables by name, in the order of the registry. */
    public static Map<String, DemoCatalogue> all() {
        var fields = CsvFacts.read("fields.csv");
        Map<String, DemoCatalogue> all = new LinkedHashMap<>();
        for (Map<String, String> facts : CsvFacts.read("catalogues.csv")) {
            String table = facts.get("table");
            all.put(
                    table,
                    new DemoCatalogue(
                            facts,
                            fields.stream()
                                    .filter(field -> field.get("table").equals(table))
                                    .map(DemoField::of)
                                    .toList(),
                            CsvFacts.read(table + ".csv").stream()
                                    .map(DemoObservation::new)
                                    .toList()));
        }
        return all;
    }

    public String table() {
        return facts.get("table");
    }

    public String title() {
        return facts.get("title");
    }

    public VotableSerialization serialization() {
        return VotableSerialization.valueOf(facts.get("serialization"));
    }

    /** Maximum number of rows of one cone search. */
    public int limit() {
        return Integer.parseInt(facts.get("limit"));
    }

    public double defaultRadiusDeg() {
        return Double.parseDouble(facts.get("radius")) / 60;
    }

    public boolean describesLinksFirst() {
        return facts.get("descriptor").equals("before");
    }

    public boolean isInCloud() {
        return facts.get("cloud").equals("yes");
    }

    /** The observation with this DataLink identifier: bare, or after the ivoid and a question mark. */
    public Optional<DemoObservation> withLinkId(String id) {
        String prefix = "ivo://nasa.heasarc/" + table() + "?";
        boolean full = id.toLowerCase(Locale.ROOT).startsWith(prefix);
        String key = full ? id.substring(prefix.length()) : id;
        return observations.stream().filter(it -> linkId(it).equals(key)).findFirst();
    }

    public String linkId(DemoObservation observation) {
        return observation.get(facts.get("link"));
    }

    /**
     * The service descriptor for the links of its rows.
     *
     * @param base of this server
     */
    public String linkDescriptor(String base) {
        return """
                <RESOURCE utype="adhoc:service" type="meta">
                 <PARAM datatype="char" arraysize="*" name="standardID" \
               value="ivo://ivoa.net/std/DataLink#links-1.0"/>
                 <PARAM datatype="char" arraysize="*" name="accessURL" \
               value="%s/xamin/vo/datalink/%s"/>
                 <GROUP name="inputParams">
                  <PARAM ref="DataLinkID" datatype="char" arraysize="*" name="id" value=""/>
                 </GROUP>
                </RESOURCE>
               """.formatted(base, table());
    }
}
