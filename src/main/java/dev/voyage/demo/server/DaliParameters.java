package dev.voyage.demo.server;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a query string or form by DALI 1.1, section 2.3: names in any case, repeatable; names without a
 * value and empty parts between two {@code &} are tolerated.
 */
public final class DaliParameters {

    private final List<Map.Entry<String, String>> all = new ArrayList<>();

    public DaliParameters(String query) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!name.isEmpty()) {
                all.add(Map.entry(decode(name).toUpperCase(Locale.ROOT), decode(value)));
            }
        }
    }

    DaliParameters and(DaliParameters more) {
        all.addAll(more.all);
        return this;
    }

    public boolean has(String name) {
        return all.stream().anyMatch(param -> param.getKey().equals(name));
    }

    /** The first parameter with this name, or empty. */
    public String get(String name) {
        return get(name, "");
    }

    public String get(String name, String otherwise) {
        return values(name).stream().findFirst().orElse(otherwise);
    }

    public List<String> values(String name) {
        return all.stream()
                .filter(param -> param.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    public static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strayPercent) {
            return text;
        }
    }
}
