package dev.voyage.demo;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The parameters of a query string or form as DALI 1.1, section 2.3, wants them: names in any case,
 * repeatable; names without a value and empty places between two {@code &} do no harm.
 */
final class Params {

    private final List<Map.Entry<String, String>> all = new ArrayList<>();

    Params(String query) {
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            if (!name.isEmpty()) {
                all.add(Map.entry(decode(name).toUpperCase(Locale.ROOT), decode(value)));
            }
        }
    }

    Params and(Params more) {
        all.addAll(more.all);
        return this;
    }

    boolean has(String name) {
        return all.stream().anyMatch(param -> param.getKey().equals(name));
    }

    /** The first of this name, or empty. */
    String get(String name) {
        return get(name, "");
    }

    String get(String name, String otherwise) {
        return values(name).stream().findFirst().orElse(otherwise);
    }

    List<String> values(String name) {
        return all.stream()
                .filter(param -> param.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException strayPercent) {
            return text;
        }
    }
}
