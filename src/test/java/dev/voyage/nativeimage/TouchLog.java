package dev.voyage.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The reflective lookups of a process. This class is on the boot class path, so that methods of the JDK can call it:
 * see {@link TouchAgent}.
 */
public final class TouchLog {

    private static final Set<String> TOUCHED = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>(); // walking the stack uses reflection too

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private TouchLog() {}

    /** Records a lookup of the members of a class. */
    public static void members(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.getClassLoader() != null && !element.isHidden()) {
            add("members", element.getName());
        }
    }

    /** Records a lookup of a class, a resource, or a service file. */
    public static void name(String kind, String name) {
        if (name != null) {
            add(kind, name);
        }
    }

    private static void add(String kind, String name) {
        if (INSIDE.get() != null) {
            return;
        }
        INSIDE.set(Boolean.TRUE);
        try {
            List<StackWalker.StackFrame> frames = STACK.walk(
                    all -> all.filter(it -> !isPlumbing(it.getDeclaringClass())).toList());
            String asker = frames.isEmpty() ? "" : frames.get(0).getClassName();
            // the outermost class initialiser: native-image runs those in the builder
            String initialised = frames.stream()
                    .filter(it -> it.getMethodName().equals("<clinit>"))
                    .reduce((inner, outer) -> outer)
                    .map(StackWalker.StackFrame::getClassName)
                    .orElse("");
            TOUCHED.add(String.join("\t", kind, name, asker, initialised));
        } finally {
            INSIDE.remove();
        }
    }

    private static boolean isPlumbing(Class<?> type) {
        return type == TouchLog.class || type == Class.class || ClassLoader.class.isAssignableFrom(type);
    }

    /**
     * Writes one line per lookup: its kind, its object, the calling class, and the class under initialisation (or
     * empty).
     */
    public static void write(String file) {
        try {
            Files.write(Path.of(file), TOUCHED);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
