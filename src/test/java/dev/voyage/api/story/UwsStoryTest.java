package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A client that knows only UWS creates a search, waits for its end and finds its results. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class UwsStoryTest {

    private static final String JOB = "TARGET=3C%20105&Catalogue=numaster&where=exposure_a+%3C%3D+10000&ACTION=plan";

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> post(String path, String form) throws Exception {
        return client.send("POST", path, form, "Content-Type", "application/x-www-form-urlencoded");
    }

    private String create(String form) throws Exception {
        HttpResponse<String> answer = post("/uws", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("location").orElseThrow()).getPath();
    }

    private String end(String job) throws Exception {
        String xml = client.get(job + "?WAIT=60").body();
        while (xml.contains("<uws:phase>EXECUTING") || xml.contains("<uws:phase>QUEUED")) {
            xml = client.get(job + "?WAIT=60").body();
        }
        return xml;
    }

    @Test
    void aJobIsTakenDownChangedRunWaitedForAndRead() throws Exception {
        String job = create(JOB);

        assertThat(client.get(job + "/phase").body()).isEqualTo("PENDING");
        assertThat(client.get("/uws?PHASE=PENDING").body()).contains(job);
        assertThat(post(job + "/parameters", "ACTION=observations").statusCode())
                .isEqualTo(303);
        assertThat(client.get(job + "/parameters").body())
                .contains("<uws:parameter id=\"action\">observations</uws:parameter>");
        assertThat(client.get(job + "?WAIT=1").body()).contains("<uws:phase>PENDING</uws:phase>");
        assertThat(post(job + "/phase", "PHASE=RUN").statusCode()).isEqualTo(303);

        String xml = end(job);

        assertThat(xml).contains("<uws:phase>COMPLETED</uws:phase>").contains("id=\"result\"");
        assertThat(client.get(job + "/results").body()).contains("/observations?format=votable");
        String id = job.substring("/uws/".length());
        assertThat(client.get("/v1/searches/" + id + "/observations?format=votable")
                        .body())
                .contains("60061044002");
        assertThat(xml).contains("<uws:ownerId xsi:nil=\"true\"/>"); // no authentication
        assertThat(client.get("/uws?LAST=1").body()).contains("<uws:ownerId xsi:nil=\"true\"/>");
        assertThat(client.get(job + "/owner").body()).isEmpty();
        assertThat(client.get(job + "/phase").body()).isEqualTo("COMPLETED");
        assertThat(client.get(job + "/executionduration").body()).isEqualTo("0");
        assertThat(client.get(job + "/error").statusCode()).isEqualTo(404);
        assertThat(post(job + "/parameters", "ACTION=plan").statusCode()).isEqualTo(409);
        assertThat(client.get("/uws?LAST=1").body()).contains(job);
        assertThat(client.get("/uws?AFTER=2999-01-01").body()).doesNotContain("jobref");
        assertThat(client.get("/uws?PHASE=ARCHIVED").body()).doesNotContain("jobref");
    }

    @Test
    void aJobMayBeAQuery() throws Exception {
        String job = create("ADQL=SELECT+TOP+3+*+FROM+numaster%3B&CATALOGUE=numaster&ACTION=observations&PHASE=RUN");

        assertThat(end(job)).contains("<uws:phase>COMPLETED</uws:phase>");
        assertThat(client.get(job + "/parameters").body())
                .contains("<uws:parameter id=\"adql\">SELECT TOP 3 * FROM numaster</uws:parameter>")
                .doesNotContain("id=\"radius\"");
        assertThat(client.get("/v1/searches/" + job.substring("/uws/".length()) + "/observations?format=votable")
                        .body())
                .contains("Rows of a query at numaster");
        assertThat(post("/uws", "ADQL=SELECT+1&CATALOGUE=numaster&RADIUS=1&PHASE=RUN")
                        .body())
                .contains("adql or a radius");
    }

    @Test
    void aJobThatFailsSaysWhy() throws Exception {
        String job = create("TARGET=nobody+knows+me&CATALOGUE=numaster&PHASE=RUN");

        assertThat(end(job)).contains("<uws:phase>ERROR</uws:phase>").contains("<uws:message>");
        assertThat(client.get(job + "/error").body()).contains("QUERY_STATUS").contains("nobody knows me");
    }

    @Test
    void aJobThatNeverRanIsForgottenAndOneThatRunsIsAborted() throws Exception {
        String draft = create(JOB);
        assertThat(client.send("DELETE", draft, null).statusCode()).isEqualTo(303);
        assertThat(client.get(draft).statusCode()).isEqualTo(404);

        String aborted = create(JOB);
        assertThat(post(aborted + "/phase", "PHASE=ABORT").statusCode()).isEqualTo(303);
        assertThat(client.get(aborted + "/phase").body()).isEqualTo("ABORTED");
        post(aborted + "/phase", "PHASE=RUN");
        assertThat(client.get(aborted + "/phase").body()).isEqualTo("ABORTED");
        assertThat(post(aborted + "/parameters", "ACTION=plan").statusCode()).isEqualTo(409);

        String job = create("TARGET=3C%20105&CATALOGUE=numaster&PHASE=RUN");
        assertThat(post(job, "ACTION=DELETE").statusCode()).isEqualTo(303);
        assertThat(end(job)).containsAnyOf("<uws:phase>ABORTED", "<uws:phase>COMPLETED");
    }

    @Test
    void eitherFormOfFormsWillDoAndNothingElse() throws Exception {
        String parts = "--b\r\nContent-Disposition: form-data; name=\"TARGET\"\r\n\r\n3C 105 & more\r\n--b--\r\n";
        HttpResponse<String> made =
                client.send("POST", "/uws", parts, "Content-Type", "multipart/form-data; boundary=b");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(303);
        String job =
                URI.create(made.headers().firstValue("location").orElseThrow()).getPath();
        assertThat(client.get(job + "/parameters").body())
                .contains("<uws:parameter id=\"target\">3C 105 &amp; more</uws:parameter>");

        HttpResponse<String> json =
                client.send("POST", "/uws", "{\"target\":\"x\"}", "Content-Type", "application/json");
        assertThat(json.statusCode()).isEqualTo(415);
        assertThat(json.body()).contains("application/x-www-form-urlencoded");
    }

    @Test
    void whatIsWrongStartsNothing() throws Exception {
        String never = create(JOB);
        assertThat(post("/uws", "TARGET=x&PHASE=RUN").statusCode()).isEqualTo(400);
        assertThat(post("/uws", "TRAGET=x").statusCode()).isEqualTo(400);
        assertThat(post("/uws", "TARGET=x&PHASE=WALK").statusCode()).isEqualTo(400);
        assertThat(client.get("/uws/nobody").statusCode()).isEqualTo(404);
        assertThat(client.get("/uws?LAST=0").statusCode()).isEqualTo(400);
        for (String part :
                List.of("phase", "quote", "executionduration", "destruction", "owner", "parameters", "results")) {
            assertThat(client.get(never + "/" + part + "?WAIT=1").statusCode())
                    .as(part)
                    .isEqualTo(400);
        }
        assertThat(client.send("DELETE", never + "?now=1", null).statusCode()).isEqualTo(400);
        assertThat(client.get(never).statusCode()).isEqualTo(200);
        String wrong = create("TARGET=x");
        assertThat(post(wrong + "/phase", "PHASE=RUN").statusCode()).isEqualTo(400);
        assertThat(client.get(wrong + "/phase").body()).isEqualTo("PENDING");
    }

    @Test
    void theObservatoryIsToldWhatThereIs() throws Exception {
        assertThat(client.get("/availability").body())
                .contains("<vosi:available>true</vosi:available>")
                .contains("<vosi:upSince>");
        assertThat(client.get("/capabilities").body())
                .contains("<accessURL use=\"full\">http://" + base.getAuthority() + "/availability</accessURL>")
                .contains("<accessURL use=\"base\">http://" + base.getAuthority() + "/uws</accessURL>");
    }
}
