package dev.voyage.api.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.api.client.Client;
import dev.voyage.api.client.TokenProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With authentication, each UWS job names its owner. */
@QuarkusTest
@TestProfile(TokenProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class UwsOwnerStoryTest {

    private static final String JOB = "TARGET=3C+105&CATALOGUE=numaster&ACTION=observations";
    private static final String OWNER = "<uws:ownerId>alice</uws:ownerId>";

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> send(String secret, String method, String path, String form) throws Exception {
        List<String> headers = new ArrayList<>(Arrays.asList(TokenProfile.as(secret)));
        headers.addAll(List.of("Content-Type", "application/x-www-form-urlencoded"));
        return client.send(method, path, form, headers.toArray(String[]::new));
    }

    private String create(String form) throws Exception {
        HttpResponse<String> answer = send(TokenProfile.ALICE, "POST", "/uws", form);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        return URI.create(answer.headers().firstValue("location").orElseThrow()).getPath();
    }

    private String get(String path) throws Exception {
        return send(TokenProfile.ALICE, "GET", path, null).body();
    }

    @Test
    void aJobNamesItsOwnerBeforeItRunsAndAfter() throws Exception {
        String draft = create(JOB);
        String run = create(JOB + "&PHASE=RUN");
        send(TokenProfile.ALICE, "POST", draft + "/phase", "PHASE=ABORT");

        for (String job : List.of(draft, run)) {
            assertThat(get(job)).contains(OWNER);
            assertThat(get(job + "/owner")).isEqualTo("alice");
        }
        assertThat(get("/uws").split("<uws:jobref", -1))
                .filteredOn(ref -> ref.startsWith(" id="))
                .hasSizeGreaterThan(1)
                .allMatch(ref -> ref.contains(OWNER));
        assertThat(send(TokenProfile.BOB, "GET", run, null).statusCode()).isEqualTo(404);
        assertThat(send(TokenProfile.BOB, "GET", "/uws", null).body()).doesNotContain("alice");
    }
}
