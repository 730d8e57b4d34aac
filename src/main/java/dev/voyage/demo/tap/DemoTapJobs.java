package dev.voyage.demo.tap;

import dev.voyage.demo.server.DemoReply;
import dev.voyage.demo.server.DemoRequest;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Queries as jobs, below {@code /async}: a job runs when its phase is set to {@code RUN}, and has ended when its document
 * is requested for the second time, or with {@code WAIT}. The oldest of many jobs are forgotten.
 *
 * @see <a href="https://www.ivoa.net/documents/UWS/">UWS 1.1</a>
 */
final class DemoTapJobs {

    private static final int MOST_JOBS = 100;
    private static final int SEE_OTHER = 303;

    /** A job; used under the lock of all. */
    private static final class QueryJob {
        private final Map<String, String> parameters;
        private String phase = "PENDING";
        private String destruction = "";
        private DemoReply result;

        private QueryJob(Map<String, String> parameters) {
            this.parameters = parameters;
        }
    }

    private final String list;
    private final Function<Map<String, String>, DemoReply> queries;
    private final Map<String, QueryJob> jobs = new LinkedHashMap<>();
    private long created;

    /**
     * @param list address of the list of jobs
     * @param queries answers a query with these parameters
     */
    DemoTapJobs(String list, Function<Map<String, String>, DemoReply> queries) {
        this.list = list;
        this.queries = queries;
    }

    /**
     * @param path below the list, without a slash at its beginning: empty, or the job and a part of it
     */
    synchronized DemoReply answer(DemoRequest request, String path) {
        String[] parts = path.split("/", 2);
        String id = parts[0];
        if (id.isEmpty()) {
            return request.method().equals("POST") ? create(request) : list();
        }
        QueryJob job = jobs.get(id);
        if (job == null) {
            return DemoReply.notFound();
        }
        if (request.method().equals("DELETE")) {
            jobs.remove(id);
            return seeOther(list);
        }
        return switch (parts.length < 2 ? "" : parts[1]) {
            case "" -> document(id, job, request);
            case "phase" -> phase(id, job, request);
            case "destruction" -> destruction(id, job, request);
            case "results/result" -> job.phase.equals("COMPLETED") ? job.result : DemoReply.notFound();
            case "error" -> job.phase.equals("ERROR") ? document(job.result) : DemoReply.notFound();
            default -> DemoReply.notFound();
        };
    }

    private DemoReply create(DemoRequest request) {
        if (jobs.size() >= MOST_JOBS) {
            jobs.remove(jobs.keySet().iterator().next());
        }
        String id = "job" + ++created;
        jobs.put(id, new QueryJob(TapUpload.parameters(request)));
        return seeOther(list + "/" + id);
    }

    private DemoReply phase(String id, QueryJob job, DemoRequest request) {
        if (!request.method().equals("POST")) {
            return DemoReply.of(200, "text/plain", job.phase);
        }
        String wanted = request.params().get("PHASE").toUpperCase(Locale.ROOT);
        if (wanted.equals("RUN") && job.phase.equals("PENDING")) {
            job.phase = "QUEUED";
        } else if (wanted.equals("ABORT") && job.result == null) {
            job.phase = "ABORTED";
        }
        return seeOther(list + "/" + id);
    }

    private DemoReply destruction(String id, QueryJob job, DemoRequest request) {
        if (!request.method().equals("POST")) {
            return DemoReply.of(200, "text/plain", job.destruction);
        }
        String time = request.params().get("DESTRUCTION");
        job.destruction = time.matches("[\\dT:.Z-]{19,30}") ? time : job.destruction;
        return seeOther(list + "/" + id);
    }

    private DemoReply document(String id, QueryJob job, DemoRequest request) {
        boolean runs = job.phase.equals("QUEUED") || job.phase.equals("EXECUTING");
        if (runs && (job.phase.equals("EXECUTING") || request.params().has("WAIT"))) {
            job.result = queries.apply(job.parameters);
            job.phase = job.result.status() == 200 ? "COMPLETED" : "ERROR";
        } else if (runs) {
            job.phase = "EXECUTING";
        }
        String result = "<uws:result id=\"result\" xlink:href=\"" + list + "/" + id + "/results/result\"/>";
        return DemoReply.of(200, "text/xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <uws:job version="1.1" xmlns:uws="http://www.ivoa.net/xml/UWS/v1.0" \
                xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <uws:jobId>%s</uws:jobId><uws:ownerId xsi:nil="true"/><uws:phase>%s</uws:phase>
                  <uws:quote xsi:nil="true"/><uws:startTime xsi:nil="true"/><uws:endTime xsi:nil="true"/>
                  <uws:executionDuration>60</uws:executionDuration><uws:destruction>%s</uws:destruction>
                  <uws:results>%s</uws:results>
                </uws:job>
                """.formatted(
                        id, job.phase, job.destruction, job.phase.equals("COMPLETED") ? result : ""));
    }

    /** The document about an error is no error itself. */
    private static DemoReply document(DemoReply error) {
        return new DemoReply(200, error.headers(), error.pieces(), error.length());
    }

    private DemoReply list() {
        var all = new StringBuilder();
        jobs.forEach((id, job) -> all.append("<uws:jobref id=\"")
                .append(id)
                .append("\"><uws:phase>")
                .append(job.phase)
                .append("</uws:phase></uws:jobref>"));
        return DemoReply.of(
                200,
                "text/xml",
                "<uws:jobs version=\"1.1\" xmlns:uws=\"http://www.ivoa.net/xml/UWS/v1.0\">" + all + "</uws:jobs>");
    }

    private static DemoReply seeOther(String address) {
        return DemoReply.of(SEE_OTHER, "text/plain", "").with("Location", address);
    }
}
