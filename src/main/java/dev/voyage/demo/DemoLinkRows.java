package dev.voyage.demo;

import dev.voyage.demo.facts.DemoCatalogue;
import dev.voyage.demo.facts.DemoObservation;
import dev.voyage.demo.files.ContentCache;
import dev.voyage.demo.files.DemoBucket;
import dev.voyage.demo.files.DemoFile;
import dev.voyage.demo.files.DemoFileTree;
import dev.voyage.demo.votable.DemoField;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The rows of DataLink documents, as HEASARC writes them. */
final class DemoLinkRows {

    private static final String DATALINK = "application/x-votable+xml;content=datalink";
    private static final List<DemoField> FIELDS = List.of(
            DemoField.of("ID", "char", "", "meta.id;meta.main"),
            DemoField.of("access_url", "char", "", "meta.ref.url"),
            DemoField.of("service_def", "char", "", "meta.ref"),
            DemoField.of("error_message", "char", "", "meta.code.error"),
            DemoField.of("description", "char", "", "meta.note"),
            DemoField.of("semantics", "char", "", "meta.code"),
            DemoField.of("content_type", "char", "", "meta.code.mime"),
            DemoField.of("content_length", "long", "byte", "phys.size;meta.file"));
    private static final DemoField CLOUD_ACCESS = DemoField.of("cloud_access", "char", "", "meta.ref.url");

    private final String base;
    private final DemoFileTree tree;
    private final ContentCache contents;

    DemoLinkRows(String base, DemoFileTree tree, ContentCache contents) {
        this.base = base;
        this.tree = tree;
        this.contents = contents;
    }

    static List<DemoField> fields(boolean cloud) {
        return cloud ? Stream.concat(FIELDS.stream(), Stream.of(CLOUD_ACCESS)).toList() : FIELDS;
    }

    List<String> fault(DemoCatalogue catalogue, String id, String message) {
        int question = id.indexOf('?');
        String key = question < 0 ? id : id.substring(question + 1);
        return cells(catalogue, key, "", message, "", "", "", "", "");
    }

    List<String> bibliography(DemoCatalogue catalogue, DemoObservation it) {
        return link(
                catalogue,
                it,
                "/xamin/bib?table=" + catalogue.table() + "&id=" + it.id(),
                "Bibliography",
                catalogue.facts().get("bib"),
                "text/html",
                "");
    }

    /** Bibliography, the document of products, then each directory. */
    List<List<String>> usual(DemoCatalogue catalogue, DemoObservation it, String directoryType) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(bibliography(catalogue, it));
        rows.add(products(catalogue, it));
        it.directories().forEach(path -> rows.add(directory(catalogue, it, path, directoryType)));
        return rows;
    }

    /** Chandra's: seven of eight rows are text/html, and one of the seven is the directory. */
    List<List<String>> eight(DemoCatalogue catalogue, DemoObservation it) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(bibliography(catalogue, it));
        rows.add(link(
                catalogue,
                it,
                "/chaser/startViewer.do?obsid=" + it.id() + "&menuItem=propAbstract",
                "Proposal abstract",
                "chandra.cxc.abs",
                "text/html",
                ""));
        for (String other : List.of("xmmmaster", "numaster", "swiftmastr", "suzamaster")) {
            rows.add(link(
                    catalogue,
                    it,
                    "/xamin/jsp/link.jsp?table=" + other + "&id=" + it.id(),
                    "Nearby observations in " + other,
                    "link." + other,
                    "text/html",
                    ""));
        }
        rows.add(products(catalogue, it));
        it.directories().forEach(path -> rows.add(directory(catalogue, it, path, "text/html")));
        return rows;
    }

    /** The directories and files at the top of the observation, and the same document again. */
    List<List<String>> inside(DemoCatalogue catalogue, DemoObservation it) {
        String obs = catalogue.facts().get("obs");
        List<List<String>> rows = new ArrayList<>();
        for (String written : it.directories().stream().limit(1).toList()) {
            DemoFileTree.Directory directory =
                    tree.directory(DemoFileTree.normal(written)).orElseThrow();
            for (String name : directory.directories()) {
                rows.add(link(
                        catalogue,
                        it,
                        "/FTP/" + written + name + "/",
                        name + " data",
                        obs + "." + name,
                        catalogue.facts().get("type"),
                        ""));
            }
            for (DemoFile file : directory.files().values()) {
                rows.add(link(
                        catalogue,
                        it,
                        "/FTP/" + written + file.name(),
                        "File " + file.name(),
                        obs + ".file",
                        file.contentType(),
                        Integer.toString(contents.of(file).length)));
            }
        }
        rows.add(products(catalogue, it));
        return rows.stream().map(row -> withId(row, row.get(0) + "/" + obs)).toList();
    }

    private List<String> products(DemoCatalogue catalogue, DemoObservation it) {
        String obs = catalogue.facts().get("obs");
        return link(
                catalogue,
                it,
                "/xamin/vo/datalink?datalink_key&id=" + ivoid(catalogue, catalogue.linkId(it)) + "/" + obs,
                catalogue.title() + ": Data Products",
                obs,
                DATALINK,
                "");
    }

    private List<String> directory(DemoCatalogue catalogue, DemoObservation it, String path, String contentType) {
        List<String> row = link(
                catalogue,
                it,
                "/FTP/" + path,
                "Observation Data",
                catalogue.facts().get("obs"),
                contentType,
                "");
        if (!catalogue.isInCloud()) {
            return row;
        }
        String cloud = """
                {"aws": {"bucket_name": "%s", "region": "us-east-1", "access": "open", \
                "key": "%s", "endpoint": "%s"}}\
                """.formatted(DemoBucket.BUCKET, DemoFileTree.normal(path) + "/", base + "/s3/");
        return Stream.concat(row.subList(0, 8).stream(), Stream.of(cloud)).toList();
    }

    private List<String> link(
            DemoCatalogue catalogue,
            DemoObservation it,
            String path,
            String description,
            String semantics,
            String contentType,
            String length) {
        return cells(
                catalogue,
                catalogue.linkId(it),
                base + path,
                "",
                description,
                base + "/xamin/jsp/products.jsp#" + semantics,
                contentType,
                length,
                "");
    }

    private static List<String> cells(
            DemoCatalogue catalogue,
            String key,
            String url,
            String error,
            String description,
            String semantics,
            String contentType,
            String length,
            String cloud) {
        return List.of(ivoid(catalogue, key), url, "", error, description, semantics, contentType, length, cloud)
                .subList(0, catalogue.isInCloud() ? 9 : 8);
    }

    private static List<String> withId(List<String> row, String id) {
        return Stream.concat(Stream.of(id), row.subList(1, FIELDS.size()).stream())
                .toList();
    }

    private static String ivoid(DemoCatalogue catalogue, String key) {
        return "ivo://nasa.heasarc/" + catalogue.table() + "?" + key;
    }
}
