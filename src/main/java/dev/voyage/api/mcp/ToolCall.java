package dev.voyage.api.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.voyage.api.searches.StrictJsonObject;
import dev.voyage.api.web.CallerContext;
import dev.voyage.auth.Caller;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import dev.voyage.search.request.Submitter;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A call of a tool: its arguments, and the request that has passed the guard. */
final class ToolCall {

    private static final int LONGEST = 4096;

    private final RoutingContext exchange;
    private final ObjectNode given;
    private final StrictJsonObject arguments;

    /** @throws Problem {@code BAD_PARAMETER} naming an argument that is not among {@code known} */
    ToolCall(RoutingContext exchange, ObjectNode given, Set<String> known) {
        this.exchange = exchange;
        this.given = given;
        this.arguments = new StrictJsonObject("", given, known);
    }

    Caller caller() {
        return CallerContext.of(exchange);
    }

    Submitter submitter() {
        return CallerContext.asker(exchange);
    }

    HttpServerRequest request() {
        return exchange.request();
    }

    /** All arguments; a copy. */
    ObjectNode given() {
        return given.deepCopy();
    }

    /** @throws Problem {@code BAD_PARAMETER} unless it is a text of 1 to 4096 characters */
    Optional<String> text(String name) {
        return arguments.text(name).map(text -> {
            if (text.isBlank() || text.length() > LONGEST) {
                throw wrong(name, "a text of 1 to " + LONGEST + " characters", text);
            }
            return text.strip();
        });
    }

    /** @throws Problem {@code BAD_PARAMETER} unless it is there, and a text of 1 to 4096 characters */
    String required(String name) {
        return text(name).orElseThrow(() -> Problem.badParameter(name, name + " is missing"));
    }

    /** The maximum number of items. */
    int count(String name, int whenAbsent, int most) {
        return arguments
                .number(name)
                .map(number -> {
                    if (number != Math.rint(number) || number < 1 || number > most) {
                        throw wrong(name, "a number from 1 to " + most, number.toString());
                    }
                    return number.intValue();
                })
                .orElse(whenAbsent);
    }

    /** The position of a page that is a number; empty for the first page. */
    OptionalLong position() {
        return text("after")
                .map(text -> {
                    if (!text.matches("\\d{1,18}")) {
                        throw wrong("after", "next of the page before", text);
                    }
                    return OptionalLong.of(Long.parseLong(text));
                })
                .orElse(OptionalLong.empty());
    }

    /** A list of texts; empty if absent. */
    List<String> texts(String name) {
        return arguments.texts(name);
    }

    private static Problem wrong(String name, String right, String given) {
        return Problem.badParameter(name, name + " must be " + right + ", not " + QuotedText.of(given));
    }
}
