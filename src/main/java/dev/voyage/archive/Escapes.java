package dev.voyage.archive;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Decoded names as they stand in addresses, UTF-8. */
final class Escapes {

    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    /** What web servers leave as it is in the links of their index pages. */
    private static final String WEB = UNRESERVED + "$+!*'(),:@&=";

    private static final String HEX = "0123456789ABCDEF";

    private Escapes() {}

    /** Names, joined by slashes, as an index page would link to them. */
    static String web(List<String> names) {
        return names.stream().map(name -> escaped(name, WEB)).collect(Collectors.joining("/"));
    }

    /** A key as it stands in an object's address: a plus is {@code %2B}, since some servers take it for a blank. */
    static String key(String key) {
        return escaped(key, UNRESERVED + "/");
    }

    /** A value in a query. */
    static String value(String value) {
        return escaped(value, UNRESERVED);
    }

    private static String escaped(String text, String kept) {
        var escaped = new StringBuilder(text.length() + 16);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && kept.indexOf(b) >= 0) {
                escaped.append((char) b);
            } else {
                escaped.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
        return escaped.toString();
    }
}
