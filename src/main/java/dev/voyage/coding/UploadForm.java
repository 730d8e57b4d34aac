package dev.voyage.coding;

import java.util.ArrayList;
import java.util.List;

/**
 * A form in parts: parameters, and a document that one of them names.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7578">RFC 7578, section 4</a>
 */
public final class UploadForm {

    private static final String BOUNDARY = "voyage-7d1f2c84-upload";

    private final List<String> parts = new ArrayList<>();

    /** The media type of every form. */
    public static String mediaType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    /** Adds a parameter. */
    public UploadForm parameter(String name, String value) {
        parts.add("Content-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value);
        return this;
    }

    /** Adds a VOTable as a file of this name. */
    public UploadForm votable(String name, String document) {
        parts.add("Content-Disposition: form-data; name=\"" + name + "\"; filename=\"" + name + ".xml\""
                + "\r\nContent-Type: application/x-votable+xml\r\n\r\n" + document);
        return this;
    }

    /** The body of the request. */
    public String body() {
        String delimiter = "\r\n--" + BOUNDARY;
        return delimiter.strip() + "\r\n" + String.join(delimiter + "\r\n", parts) + delimiter + "--\r\n";
    }
}
