package dev.voyage.api.endpoint;

/** Names of the media types that endpoints produce or consume. */
public final class MediaTypes {

    public static final String JSON = "application/json";
    public static final String MERGE_PATCH = "application/merge-patch+json";
    public static final String NDJSON = "application/x-ndjson";
    public static final String EVENT_STREAM = "text/event-stream";
    public static final String TEXT = "text/plain";
    public static final String HTML = "text/html";
    public static final String CSV = "text/csv";
    public static final String XML = "application/xml";
    public static final String TEXT_XML = "text/xml";
    public static final String VOTABLE = "application/x-votable+xml";
    public static final String DATALINK = "application/x-votable+xml;content=datalink";
    public static final String FITS = "application/fits";
    public static final String TAR = "application/x-tar";
    public static final String ANY = "*/*";
    public static final String URLENCODED = "application/x-www-form-urlencoded";
    public static final String MULTIPART = "multipart/form-data";

    private MediaTypes() {}
}
