package dev.voyage.api.searches;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.problem.Problem;
import dev.voyage.problem.QuotedText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The fields of one JSON object, each of the required type; a null counts as absent. */
public final class StrictJsonObject {

    private final String prefix;
    private final JsonNode object;

    /**
     * @param prefix put before a field's name in problems, such as {@code files.}
     * @throws Problem {@code BAD_PARAMETER} naming the first field that is not among {@code known}
     */
    public StrictJsonObject(String prefix, JsonNode object, Set<String> known) {
        this.prefix = prefix;
        this.object = object;
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.badParameter(
                        prefix + name,
                        "there is no field "
                                + QuotedText.of(prefix + name)
                                + "; known are "
                                + String.join(", ", new TreeSet<>(known)));
            }
        });
    }

    public Optional<StrictJsonObject> object(String name, Set<String> known) {
        return node(name).map(node -> {
            if (!node.isObject()) {
                throw wrong(name, "an object", node);
            }
            return new StrictJsonObject(prefix + name + ".", node, known);
        });
    }

    public Optional<String> text(String name) {
        return node(name).map(node -> {
            if (!node.isTextual()) {
                throw wrong(name, "a text", node);
            }
            return node.textValue();
        });
    }

    public Optional<Double> number(String name) {
        return node(name).map(node -> {
            if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
                throw wrong(name, "a number", node);
            }
            return node.doubleValue();
        });
    }

    /** Whether the field is null, and not absent. */
    boolean isNull(String name) {
        return object.path(name).isNull();
    }

    double required(String name) {
        return number(name).orElseThrow(() -> Problem.badParameter(prefix + name, prefix + name + " is missing"));
    }

    /** Whether the field is present. */
    public boolean has(String name) {
        return node(name).isPresent();
    }

    /**
     * A list of texts, objects, or both.
     *
     * @param known fields of the objects
     */
    <T> List<T> each(
            String name, Function<String, T> ofText, Set<String> known, Function<StrictJsonObject, T> ofObject) {
        JsonNode list =
                node(name).orElseThrow(() -> Problem.badParameter(prefix + name, prefix + name + " is missing"));
        if (!list.isArray() || list.isEmpty()) {
            throw wrong(name, "a list, not empty", list);
        }
        List<T> all = new ArrayList<>();
        for (JsonNode one : list) {
            String place = name + "[" + all.size() + "]";
            if (one.isTextual()) {
                all.add(ofText.apply(one.textValue()));
            } else if (one.isObject()) {
                all.add(ofObject.apply(new StrictJsonObject(prefix + place + ".", one, known)));
            } else {
                throw wrong(place, "a text or an object", one);
            }
        }
        return all;
    }

    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        JsonNode list = node(name).orElse(null);
        if (list != null && !list.isArray()) {
            throw wrong(name, "a list of texts", list);
        }
        for (JsonNode node : list == null ? List.<JsonNode>of() : list) {
            if (!node.isTextual()) {
                throw wrong(name, "a list of texts", node);
            }
            texts.add(node.textValue());
        }
        return texts;
    }

    /** The prefix of its fields' names in problems. */
    String prefix() {
        return prefix;
    }

    private Optional<JsonNode> node(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private Problem wrong(String name, String right, JsonNode node) {
        return Problem.badParameter(
                prefix + name, prefix + name + " must be " + right + ", not " + QuotedText.of(node.toString()));
    }
}
