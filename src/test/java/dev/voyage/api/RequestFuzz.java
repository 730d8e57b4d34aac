package dev.voyage.api;

import dev.voyage.api.message.QueryParameters;
import dev.voyage.api.searches.SearchJsonParser;
import dev.voyage.api.searches.SearchQueryParser;
import dev.voyage.fuzz.Corpus;
import dev.voyage.fuzz.FuzzTarget;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.search.request.SearchRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Searches as JSON, or as a query if the input is not JSON: every rejection is a 400. */
public final class RequestFuzz implements FuzzTarget {

    @Override
    public String name() {
        return "request";
    }

    @Override
    public List<byte[]> seeds() {
        return Corpus.texts(
                "{\"target\":\"3C 105\",\"catalogue\":\"numaster\",\"radiusDeg\":1.0,\"where\":\"exposure_a <= 10000\","
                        + "\"files\":{\"include\":[\"event_cl/*\"],\"exclude\":[\"*.jpg\"]},\"action\":\"download\","
                        + "\"source\":\"auto\"}",
                "{\"position\":{\"raDeg\":61.8,\"decDeg\":-3.7},\"catalogue\":\"ivo://nasa.heasarc/numaster\"}",
                "target=3C+105&catalogue=numaster&where=exposure_a+%3C%3D+10000&include=a&include=b&action=plan",
                "ra=61.8&dec=-3.7&catalogue=numaster&radius=0.5&source=s3");
    }

    @Override
    public List<String> words() {
        return List.of(
                "{",
                "}",
                "[",
                "]",
                ":",
                ",",
                "\"",
                "null",
                "true",
                "1e400",
                "-0",
                "\"\\u0000\"",
                "\\ud800",
                "\"target\":",
                "\"position\":",
                "\"raDeg\":",
                "\"catalogue\":",
                "\"where\":",
                "\"files\":",
                "\"include\":",
                "\"action\":",
                "\"plan\"",
                "\"targets\":",
                "\"catalogues\":",
                "[[[[",
                "{\"a\":",
                "&",
                "=",
                "+",
                "%20",
                "%zz",
                "%c3",
                "%ED%A0%80",
                "target=",
                "ra=",
                "dec=",
                "radius=",
                "where=",
                "exclude=",
                "(((",
                "NaN",
                "Infinity",
                "//",
                "/*",
                "\ufeff");
    }

    @Override
    public String take(byte[] input, Random dice) {
        boolean json = input.length > 0 && input[0] == '{';
        try {
            SearchRequest request = json
                    ? SearchJsonParser.read(input)
                    : SearchQueryParser.read(
                            QueryParameters.of(new String(input, StandardCharsets.UTF_8), SearchQueryParser.NAMES));
            return json + String.join(",", request.toMap().keySet()) + request.action() + request.source();
        } catch (Problem problem) {
            if (problem.kind().status() / 100 != 4) {
                throw new AssertionError(
                        problem.kind() == ProblemType.BAD_PARAMETER ? "no 400" : "not the client's", problem);
            }
            throw problem;
        }
    }
}
