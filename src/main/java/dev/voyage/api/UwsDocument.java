package dev.voyage.api;

import dev.voyage.journal.Phase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Jobs as the XML of UWS 1.1. */
final class UwsDocument {

    private static final String[] NAMESPACES = {
        "xmlns:uws", "http://www.ivoa.net/xml/UWS/v1.0",
        "xmlns:xlink", "http://www.w3.org/1999/xlink",
        "xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"
    };
    private static final String[] NIL = {"xsi:nil", "true"};

    private final Xml xml = new Xml();
    private final String base;

    private UwsDocument(String base) {
        this.base = base;
    }

    /**
     * @param base scheme and authority by which we were asked
     */
    static String job(UwsJob job, String base) {
        var document = new UwsDocument(base);
        document.write(job);
        return document.xml.toString();
    }

    static String jobs(List<UwsJob> jobs, String base) {
        var document = new UwsDocument(base);
        Xml xml = document.xml.open("uws:jobs", root(true));
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
        var document = new UwsDocument(base);
        document.parameters(job, root(false));
        return document.xml.toString();
    }

    static String results(UwsJob job, String base) {
        var document = new UwsDocument(base);
        document.results(job, root(false));
        return document.xml.toString();
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

    static String message(UwsJob job) {
        return String.valueOf(job.error().get("detail"));
    }

    /** Whether it is the archive's trouble of the hour: 503. */
    private static boolean isTransient(UwsJob job) {
        return job.error().get("status") instanceof Number status && status.intValue() == 503;
    }

    /** What is not known is null in words of XML Schema. */
    private void orNil(String name, String text) {
        if (text == null) {
            xml.element(name, null, NIL);
        } else {
            xml.element(name, text);
        }
    }

    /** Null for null. */
    static String time(Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS).toString();
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
            result(job, "result", "/observations?format=votable", TableForm.VOTABLE.mediaType());
            result(job, "observations.csv", "/observations?format=csv", TableForm.CSV.mediaType());
            result(job, "observations.fits", "/observations?format=fits", TableForm.FITS.mediaType());
        }
        if (job.started() != null && job.phase().isEnd()) {
            result(job, "files", "/files", Frames.JSON);
            result(job, "archive.tar", "/archive.tar", "application/x-tar");
            result(job, "SHA256SUMS", "/SHA256SUMS", "text/plain");
        }
        xml.close("uws:results");
    }

    private void result(UwsJob job, String id, String path, String mediaType) {
        xml.element(
                "uws:result",
                null,
                "id",
                id,
                "xlink:href",
                base + SearchView.href(job.id()) + path,
                "mime-type",
                mediaType);
    }
}
