package dev.voyage.registry.interfaces;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * One of the cone searches of a record: all its interfaces, and the names of its table.
 *
 * @param name its primary name, unique in its record
 * @param aliases other names of the same table
 * @param title of the table, or empty
 */
record ConeTable(List<ServiceInterface> interfaces, String name, Set<String> aliases, String title) {

    /** The interface to use. */
    ServiceInterface best() {
        return ServiceInterface.best(interfaces).orElseThrow();
    }

    /** Whether this is exactly its name. */
    boolean isExactly(String wanted) {
        return name.equals(wanted) || aliases.contains(wanted);
    }

    /** Whether this may be its name: in another case, or with or without a schema. */
    boolean isCalled(String wanted) {
        Set<String> all = new LinkedHashSet<>(aliases);
        all.add(name);
        return all.stream().anyMatch(known -> ConePlace.isOneName(known, wanted));
    }

    String key() {
        return name.toLowerCase(Locale.ROOT);
    }
}
