package dev.voyage.api.uws;

import dev.voyage.api.endpoint.ApiEndpoint;
import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.observations.TableFormat;
import dev.voyage.coding.XmlDocument;
import dev.voyage.journal.event.Phase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Jobs as the XML of UWS 1.1. */
final class UwsXml {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private static final String[] NAMESPACES = {
        "xmlns:uws", "http://www.ivoa.net/xml/UWS/v1.0",
        "xmlns:xlink", "http://www.w3.org/1999/xlink",
        "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"
    };
    private static final String[] NIL = {"xsi:nil", "true"};

    private final XmlDocument xml = new XmlDocument();
    private final String base;

    private UwsXml(String base) {
        this.base = base;
    }

    /** @param base scheme and authority of the request */
    static String job(UwsJob job, String base) {
        var document = new UwsXml(base);
        document.write(job);
        return document.xml.toString();
    }

    static String jobs(List<UwsJob> jobs, String base) {
        var document = new UwsXml(base);
        XmlDocument xml = document.xml.open("uws:jobs", root(true));
        for (UwsJob job : jobs) {
            xml.open("uws:jobref", "id", job.id(), "xlink:href", base + UwsResource.href(job.id()));
            xml.element("uws:phase", job.phase().name());
            document.orNil("uws:ownerId", job.owner());
            xml.element("uws:creationTime", time(job.created()));
            xml.close("uws:jobref");
        }
        return xml.close("uws:jobs").toString();
    }

    static String parameters(UwsJob job, String base) {
        var document = new UwsXml(base);
        document.parameters(job, root(false));
        return document.xml.toString();
    }

    static String results(UwsJob job, String base) {
        var document = new UwsXml(base);
        document.results(job, root(false));
        return document.xml.toString();
    }

    /** The failure of a job as a VOTable (DALI 1.1, section 4.2). */
    static String error(UwsJob job) {
        return new XmlDocument()
                .open("VOTABLE", "version", "1.4", "xmlns", "http://www.ivoa.net/xml/VOTable/v1.3")
                .open("RESOURCE", "type", "results")
                .element("INFO", message(job), "name", "QUERY_STATUS", "value", "ERROR")
                .close("RESOURCE")
                .close("VOTABLE")
                .toString();
    }

    private static String[] root(boolean versioned) {
        if (!versioned) {
            return NAMESPACES;
        }
        String[] attributes = java.util.Arrays.copyOf(NAMESPACES, NAMESPACES.length + 2);
        attributes[NAMESPACES.length] = "version";
        attributes[NAMESPACES.length + 1] = "1.1";
        return attributes;
    }

    private void write(UwsJob job) {
        xml.open("uws:job", root(true)).element("uws:jobId", job.id());
        orNil("uws:ownerId", job.owner());
        xml.element("uws:phase", job.phase().name())
                .element("uws:quote", null, NIL)
                .element("uws:creationTime", time(job.created()));
        orNil("uws:startTime", time(job.started()));
        orNil("uws:endTime", time(job.ended()));
        xml.element("uws:executionDuration", "0"); // unlimited
        orNil("uws:destruction", time(job.destruction()));
        parameters(job);
        results(job);
        if (job.phase() == Phase.ERROR && job.error() != null) {
            xml.open("uws:errorSummary", "type", isTransient(job) ? "transient" : "fatal", "hasDetail", "true")
                    .element("uws:message", message(job))
                    .close("uws:errorSummary");
        }
        if (job.queuePosition() != null) {
            xml.open("uws:jobInfo")
                    .element("queuePosition", String.valueOf(job.queuePosition()))
                    .close("uws:jobInfo");
        }
        xml.close("uws:job");
    }

    private static String message(UwsJob job) {
        return String.valueOf(job.error().get("detail"));
    }

    /** Whether the failure is a temporary one of the archive: 503. */
    private static boolean isTransient(UwsJob job) {
        return job.error().get("status") instanceof Number status && status.intValue() == 503;
    }

    /** An unknown value is nil in XML Schema terms. */
    private void orNil(String name, String text) {
        if (text == null) {
            xml.element(name, null, NIL);
        } else {
            xml.element(name, text);
        }
    }

    /** Always with three decimals: CADC's library (cadc-uws 1.1.0) cannot parse whole seconds. Null for null. */
    static String time(Instant time) {
        return time == null ? null : TIME.format(time);
    }

    private void parameters(UwsJob job, String... attributes) {
        xml.open("uws:parameters", attributes);
        job.parameters()
                .forEach((name, values) -> values.forEach(value -> xml.element("uws:parameter", value, "id", name)));
        xml.close("uws:parameters");
    }

    private void results(UwsJob job, String... attributes) {
        xml.open("uws:results", attributes);
        if (job.phase() == Phase.COMPLETED) {
            table(job, "result", TableFormat.VOTABLE);
            table(job, "observations.csv", TableFormat.CSV);
            table(job, "observations.fits", TableFormat.FITS);
        }
        if (job.started() != null && job.phase().isEnd()) {
            result("files", ApiEndpoint.FILES.path(job.id()), MediaTypes.JSON);
            result("archive.tar", ApiEndpoint.ARCHIVE.path(job.id()), MediaTypes.TAR);
            result("SHA256SUMS", ApiEndpoint.SHA256SUMS.path(job.id()), MediaTypes.TEXT);
        }
        xml.close("uws:results");
    }

    private void table(UwsJob job, String id, TableFormat format) {
        String href = ApiEndpoint.OBSERVATIONS.path(job.id()) + "?format=" + format.word();
        result(id, href, format.mediaType());
    }

    private void result(String id, String href, String mediaType) {
        xml.element("uws:result", null, "id", id, "xlink:href", base + href, "mime-type", mediaType);
    }
}
