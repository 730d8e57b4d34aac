package dev.voyage.api.vo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.api.client.Client;
import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.WaitLimit;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The columns of a catalogue over HTTP, from the registry, the cone search and the TAP service of the demo archive. */
@QuarkusTest
@TestProfile(DemoProfile.class)
@Timeout(WaitLimit.TEST_SECONDS)
class CataloguesResourceTest {

    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(base);
    }

    private HttpResponse<String> describe(String name) throws Exception {
        return client.get("/v1/catalogues/"
                + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    private static List<String> names(JsonNode description) {
        var names = new ArrayList<String>();
        description
                .path("columns")
                .forEach(column -> names.add(column.path("name").textValue()));
        return names;
    }

    @Test
    void columnsAreThoseOfTheRegistryTheConeSearchAndTheTable() throws Exception {
        HttpResponse<String> answer = describe("numaster");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode registered = Client.json(answer);
        assertThat(registered.path("source").textValue()).isEqualTo("registry");
        assertThat(registered.path("ivoid").textValue()).isEqualTo("ivo://nasa.heasarc/numaster");
        assertThat(registered.path("title").textValue()).isNotBlank();
        assertThat(names(registered)).contains("exposure_a", "ra", "obsid");
        JsonNode exposure = registered.path("columns").get(names(registered).indexOf("exposure_a"));
        assertThat(exposure.path("unit").textValue()).isEqualTo("s");
        assertThat(exposure.path("description").textValue()).isNotBlank();
        assertThat(answer.headers().firstValue("cache-control")).hasValue("private, max-age=600");

        String found = client.get("/v1/catalogues?keywords=numaster").body();
        String cone =
                Client.json(found).at("/catalogues/0/services/0/accessUrl").textValue();
        JsonNode searched = Client.json(describe(cone));
        assertThat(searched.path("source").textValue()).as(searched.toString()).isEqualTo("cone");
        assertThat(names(searched)).contains("exposure_a").doesNotHaveDuplicates();

        String tap = cone.replaceFirst("/xamin/.*", "/xamin/vo/tap#numaster");
        JsonNode table = Client.json(describe(tap));
        assertThat(table.path("source").textValue()).as(table.toString()).isEqualTo("tap");
        assertThat(names(table)).contains("exposure_a");
    }

    @Test
    void cataloguesOfImagesAndSpectraAreListedAndDescribed() throws Exception {
        JsonNode found = Client.json(client.get("/v1/catalogues?keywords=images"));
        assertThat(found.at("/catalogues/0/ivoid").textValue()).isEqualTo("ivo://nasa.heasarc/nuimages");
        assertThat(found.at("/catalogues/0/services/0/standardId").textValue())
                .isEqualTo("ivo://ivoa.net/std/sia#query-2.0");

        JsonNode images = Client.json(describe("nuimages"));
        assertThat(images.path("source").textValue()).as(images.toString()).isEqualTo("sia");
        assertThat(images.path("title").textValue()).isEqualTo("NuSTAR Images");
        assertThat(names(images)).contains("s_ra", "access_url", "t_min");
        JsonNode spectra = Client.json(describe("nuspectra"));
        assertThat(spectra.path("source").textValue()).as(spectra.toString()).isEqualTo("ssa");
        assertThat(names(spectra)).contains("acref", "mid_time");
        assertThat(client.get("/v1/catalogues/nuimages?where=t_min+%3E+57000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void cataloguesAroundAPlaceAreRankedByTheirCoverage() throws Exception {
        JsonNode known = Client.json(client.get("/v1/catalogues?near=3C+105&radius=0.5"));
        assertThat(known.path("catalogues").findValuesAsText("ivoid"))
                .as(known.toString())
                .containsExactly(
                        "ivo://nasa.heasarc/nuimages",
                        "ivo://nasa.heasarc/nuspectra",
                        "ivo://nasa.heasarc/chanmaster",
                        "ivo://nasa.heasarc/numaster");
        assertThat(known.at("/catalogues/0/coverage").textValue()).isEqualTo("contains");
        assertThat(known.at("/catalogues/0/coverageSquareDeg").doubleValue()).isEqualTo(26.9);
        assertThat(known.at("/catalogues/0/title").textValue()).isEqualTo("NuSTAR Images");
        JsonNode place = known.path("place");
        assertThat(place.path("name").textValue()).isEqualTo("3C 105");
        assertThat(place.path("raDeg").doubleValue()).isEqualTo(61.81861303);
        assertThat(place.path("radiusDeg").doubleValue()).isEqualTo(0.5);
        assertThat(place.path("contains").intValue()).isEqualTo(4);
        assertThat(place.path("near").intValue()).isZero();
        assertThat(place.has("unknown")).isFalse();
        assertThat(place.path("truncated").booleanValue()).isFalse();

        JsonNode all = Client.json(client.get("/v1/catalogues?near=161.2648+-59.6844&keywords=catalog&unknown=true"));
        assertThat(all.path("catalogues").findValuesAsText("ivoid"))
                .as(all.toString())
                .containsExactly(
                        "ivo://nasa.heasarc/xtemaster", "ivo://nasa.heasarc/numaster", "ivo://nasa.heasarc/nicermastr");
        assertThat(all.path("catalogues").findValuesAsText("coverage"))
                .containsExactly("contains", "contains", "unknown");
        assertThat(all.at("/place/unknown").intValue()).isEqualTo(1);

        JsonNode words = Client.json(client.get("/v1/catalogues?keywords=nustar"));
        assertThat(words.has("place")).isFalse();
        assertThat(words.at("/catalogues/0").has("coverage")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'', keywords",
        "keywords=+, keywords",
        "near=, near",
        "near=61+99, near",
        "near=3C+105&radius=0, radius",
        "near=3C+105&radius=wide, radius",
        "near=3C+105&unknown=yes, unknown",
        "near=3C+105&keywords=1+2+3+4+5+6+7+8+9, keywords",
        "near=3C+105&limit=0, limit",
        "keywords=nustar&radius=1, radius",
        "keywords=nustar&unknown=true, unknown",
    })
    void placeAndKeywordsAreChecked(String query, String parameter) throws Exception {
        HttpResponse<String> answer = client.get("/v1/catalogues?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Client.json(answer).path("parameter").textValue()).isEqualTo(parameter);
    }

    @Test
    void mistypedNameIsNotFoundAndTheNearestAreSuggested() throws Exception {
        HttpResponse<String> answer = describe("numastr");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(404);
        JsonNode problem = Client.json(answer);
        assertThat(problem.path("type").textValue()).isEqualTo("/problems/unknown-catalogue");
        assertThat(problem.path("suggestions").get(0).textValue()).isEqualTo("numaster");
        assertThat(problem.path("detail").textValue()).contains("did you mean");
    }

    @Test
    void conditionIsCheckedAgainstTheColumns() throws Exception {
        String path = "/v1/catalogues/numaster?where=";
        assertThat(client.get(path
                                + "EXPOSURE_A+<=+10000+AND+time+>+'2015-01-01'"
                                        .replace("<", "%3C")
                                        .replace(">", "%3E"))
                        .statusCode())
                .isEqualTo(200);

        JsonNode unknown = Client.json(client.get(path + "exposure_a+%3C+5+AND+exposre_b+%3E+3"));
        assertThat(unknown.path("status").intValue()).as(unknown.toString()).isEqualTo(422);
        assertThat(unknown.path("position").intValue()).isEqualTo(19);
        JsonNode broken = Client.json(client.get(path + "exposure_a+%3C"));
        assertThat(broken.path("type").textValue()).isEqualTo("/problems/bad-condition");
    }

    @Test
    void nameIsOneOfACatalogue() throws Exception {
        for (String name : List.of("a b", "ivo://", "x?y")) {
            HttpResponse<String> answer = describe(name);
            assertThat(answer.statusCode()).as(name + answer.body()).isEqualTo(400);
            assertThat(Client.json(answer).path("parameter").textValue()).isEqualTo("catalogue");
        }
        assertThat(client.get("/v1/catalogues/ivo:%2F%2Fnasa.heasarc%2Fnumaster")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get("/v1/catalogues/numaster?verbose=1").statusCode()).isEqualTo(400);
    }
}
