package dev.voyage.demo.regtap;

import dev.voyage.demo.facts.CsvFacts;
import dev.voyage.demo.server.DaliParameters;
import dev.voyage.demo.server.DemoEndpoint;
import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import dev.voyage.demo.votable.DemoField;
import dev.voyage.demo.votable.VotableDocument;
import dev.voyage.demo.votable.VotableSerialization;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The registry: RegTAP's {@code /sync}, answering VOTable BINARY as GAVO's does. Queries outside the supported subset
 * are refused with QUERY_STATUS=ERROR at HTTP status 200.
 *
 * @see <a href="https://www.ivoa.net/documents/RegTAP/">RegTAP 1.2</a>
 */
public final class DemoRegtap implements DemoEndpoint {

    private static final String VOTABLE = "application/x-votable+xml";

    private static final Pattern OF_COLUMNS = Pattern.compile("(?i)\\brr\\.table_column\\b");

    private final List<Map<String, String>> table;

    /** As the table, for each column of the record's table. */
    private final List<Map<String, String>> columns;

    /** Datatype of each column; columns without an entry are char. */
    private final Map<String, String> datatypes = new TreeMap<>();

    public DemoRegtap(String base) {
        table = join(base);
        columns = columns(table);
        columns.get(0).keySet().forEach(name -> datatypes.put(name, "char"));
        for (String name : List.of("res_title", "res_description", "creator_seq", "source_value")) {
            datatypes.put(name, "unicodeChar");
        }
        datatypes.put("region_of_regard", "float");
        for (String name : List.of("cap_index", "intf_index", "authenticated_only")) {
            datatypes.put(name, "short");
        }
    }

    @Override
    public DemoReply answer(DemoRequest request) {
        DaliParameters params = request.params();
        if (params.get("QUERY").isBlank()) {
            return DemoReply.of(200, "text/xml", VotableDocument.error("Parameter QUERY must be given"));
        }
        try {
            boolean ofColumns = OF_COLUMNS.matcher(params.get("QUERY")).find();
            var result = AdqlSelect.run(params.get("QUERY"), ofColumns ? columns : table, datatypes.keySet());
            return DemoReply.of(200, VOTABLE, document(params, result));
        } catch (AdqlTokens.NotUnderstood refused) {
            return DemoReply.of(200, "text/xml", VotableDocument.error("Field query: " + refused.getMessage()));
        }
    }

    private String document(DaliParameters params, AdqlSelect.Result result) {
        boolean td = params.get("RESPONSEFORMAT", params.get("FORMAT")).contains("td");
        int most = params.get("MAXREC").matches("\\d{1,9}") ? Integer.parseInt(params.get("MAXREC")) : 20_000;
        var document = new VotableDocument()
                .info("QUERY_STATUS", "OK", "Query successful")
                .info("server_software", "voyage demo archive", "after DaCHS/2.8.1")
                .table("resource_capability_interface", "")
                .serialization(td ? VotableSerialization.TABLEDATA : VotableSerialization.BINARY)
                .fields(result.columns().stream().map(this::field).toList());
        result.rows().stream()
                .limit(most)
                .forEach(row -> document.row(
                        row.stream().map(it -> it == null ? "" : it).toList()));
        if (result.rows().size() > most) {
            document.overflow();
        }
        return document.whole();
    }

    private DemoField field(String name) {
        String datatype = datatypes.getOrDefault(name, "char");
        String missing = datatype.equals("short") ? "-32768" : "";
        return new DemoField(name, name, datatype, "", "", "", 1, missing, "");
    }

    private static List<Map<String, String>> columns(List<Map<String, String>> records) {
        List<Map<String, String>> rows = new ArrayList<>();
        List<Map<String, String>> fields = CsvFacts.read("fields.csv");
        for (Map<String, String> record : records) {
            for (Map<String, String> field : fields) {
                if (field.get("table").equals(record.get("table_name"))) {
                    Map<String, String> row = new HashMap<>(record);
                    for (String same : List.of("name", "datatype", "unit", "ucd")) {
                        row.put(same, field.get(same));
                    }
                    row.put("arraysize", field.get("datatype").equals("char") ? "*" : "");
                    row.put("column_description", field.get("description"));
                    row.replaceAll((column, text) -> text == null || text.isEmpty() ? null : text);
                    rows.add(row);
                }
            }
        }
        return rows;
    }

    /** Each record with each of its interfaces, in RegTAP's columns; null if missing. */
    private static List<Map<String, String>> join(String base) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (Map<String, String> record : CsvFacts.read("records.csv")) {
            String name = record.get("table");
            for (Map<String, String> found : CsvFacts.read("interfaces.csv")) {
                String only = found.get("only");
                boolean isOfAll = only.isEmpty() && record.get("own").isEmpty();
                if (!isOfAll && !only.equals(name)) {
                    continue;
                }
                Map<String, String> row = new HashMap<>(record);
                row.putAll(found);
                row.remove("only");
                row.remove("own");
                row.put("ivoid", "ivo://nasa.heasarc/" + name);
                row.put("res_type", "vs:catalogservice");
                row.put("table_name", name);
                row.put("table_title", record.get("res_title"));
                row.put("table_description", record.get("res_description"));
                row.put("content_level", "research");
                row.put("content_type", "catalog");
                row.put("reference_url", base + "/W3Browse/all/" + name + ".html");
                row.put(
                        "access_url",
                        found.get("access_url").replace("{base}", base).replace("{table}", name));
                for (String unset : List.of(
                        "creator_seq",
                        "rights",
                        "source_format",
                        "source_value",
                        "region_of_regard",
                        "alt_identifier",
                        "std_version",
                        "query_type",
                        "result_type",
                        "wsdl_url",
                        "mirror_url",
                        "ref_system_name")) {
                    row.put(unset, "");
                }
                row.remove("table");
                row.replaceAll((column, text) -> text.isEmpty() ? null : text);
                rows.add(row);
            }
        }
        return rows;
    }
}
