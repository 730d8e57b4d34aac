package dev.voyage.api.contract;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Joins an ES module and the modules that it imports into one without imports, so that one file is enough to embed voyage and
 * shares code with the page. It knows the forms that these modules use: imports of names from relative paths, exported
 * declarations, and lists of exported names. Each module becomes a function, so that equal names do not collide; comments on
 * lines of their own are left out.
 */
final class ModuleJoiner {

    /** Reads a module by its path. */
    interface Source {
        String read(String path) throws IOException;
    }

    private static final Pattern IMPORT = Pattern.compile("(?m)^import \\{([^}]*)} from '(\\.[^']*)';\\n");
    private static final Pattern DECLARED = Pattern.compile(
            "(?m)^export (?=(?:const|class|function|async function|function\\*) ?([A-Za-z_$][A-Za-z0-9_$]*))");
    private static final Pattern LISTED = Pattern.compile("(?m)^export \\{([^}]*)};\\n");
    private static final Pattern COMMENT = Pattern.compile("(?m)^ */\\*\\*(?s:.*?)\\*/\\n|^ *//.*\\n|^\\n");
    private static final Pattern UNKNOWN = Pattern.compile("(?m)^(?:import|export)\\b.*$");

    private record Joined(String variable, Set<String> names) {}

    private final Source source;
    private final Map<String, Joined> modules = new LinkedHashMap<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final StringBuilder text = new StringBuilder();

    private ModuleJoiner(Source source) {
        this.source = source;
    }

    /**
     * The module at this path as one file, with the same exports.
     *
     * @throws IllegalStateException if a module uses a form that is not supported, or imports itself
     */
    static String join(String path, Source source) throws IOException {
        var joiner = new ModuleJoiner(source);
        Joined whole = joiner.add(path);
        return joiner.text + "export const { " + String.join(", ", whole.names()) + " } = " + whole.variable() + ";\n";
    }

    private Joined add(String path) throws IOException {
        Joined known = modules.get(path);
        if (known != null) {
            return known;
        }
        if (!open.add(path)) {
            throw new IllegalStateException(path + " imports itself");
        }
        String module = COMMENT.matcher(source.read(path)).replaceAll("");
        List<String> imports = new ArrayList<>();
        Matcher imported = IMPORT.matcher(module);
        while (imported.find()) {
            Joined from = add(resolve(path, imported.group(2)));
            imports.add(
                    "const { " + imported.group(1).strip().replace(" as ", ": ") + " } = " + from.variable() + ";\n");
        }
        Set<String> names = new LinkedHashSet<>();
        DECLARED.matcher(module).results().forEach(found -> names.add(found.group(1)));
        LISTED.matcher(module).results().forEach(found -> Stream.of(
                        found.group(1).split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .forEach(names::add));
        String body = Stream.of(IMPORT, DECLARED, LISTED)
                .reduce(module, (rest, form) -> form.matcher(rest).replaceAll(""), (one, other) -> other);
        Matcher unknown = UNKNOWN.matcher(body);
        if (unknown.find()) {
            throw new IllegalStateException(path + ": cannot join " + unknown.group());
        }
        var joined = new Joined("module" + modules.size(), names);
        text.append("const ").append(joined.variable()).append(" = (() => {\n");
        imports.forEach(text::append);
        text.append(body)
                .append(names.stream().collect(Collectors.joining(", ", "return { ", " };\n")))
                .append("})();\n");
        modules.put(path, joined);
        open.remove(path);
        return joined;
    }

    /** The path of an imported module: both are paths of resources, with a slash between names. */
    private static String resolve(String from, String to) {
        var parts = new ArrayList<>(List.of(from.split("/", -1)));
        parts.remove(parts.size() - 1);
        for (String part : to.split("/", -1)) {
            if (part.equals("..")) {
                parts.remove(parts.size() - 1);
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
