package dev.voyage.votable.document;

import dev.voyage.votable.event.ServiceDescriptor;
import dev.voyage.votable.event.ServiceDescriptor.InputParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One open RESOURCE: its type, and the service it describes, if any. */
final class ResourceElement {

    private final ResourceElement parent;
    private final String type;
    private final boolean isService;
    private final String id;
    private final String name;
    private final List<InputParam> inputs = new ArrayList<>();
    private String description = "";
    private String standardId = "";
    private String accessUrl = "";
    private String contentType = "";

    ResourceElement(ResourceElement parent, XmlScanner markup) {
        this.parent = parent;
        this.type = markup.attribute("type").toLowerCase(Locale.ROOT);
        this.isService = markup.attribute("utype").equalsIgnoreCase("adhoc:service");
        this.id = markup.attribute("ID");
        this.name = markup.attribute("name");
    }

    ResourceElement parent() {
        return parent;
    }

    boolean isService() {
        return isService;
    }

    /** Whether it, or a RESOURCE around it, is declared as metadata of the results. */
    boolean isMeta() {
        return isService || type.equals("meta") || (parent != null && parent.isMeta());
    }

    /** Whether it, or a RESOURCE around it, is declared as results. */
    boolean isResults() {
        return type.equals("results") || (parent != null && parent.isResults());
    }

    void description(String text) {
        description = text;
    }

    void param(String paramName, String value) {
        switch (paramName.toLowerCase(Locale.ROOT)) {
            case "standardid" -> standardId = value;
            case "accessurl" -> accessUrl = value;
            case "contenttype" -> contentType = value;
            default -> {} // exampleURL and extensions: not needed for queries
        }
    }

    void input(InputParam param) {
        inputs.add(param);
    }

    ServiceDescriptor descriptor() {
        return new ServiceDescriptor(id, name, description, standardId, accessUrl, contentType, inputs);
    }
}
