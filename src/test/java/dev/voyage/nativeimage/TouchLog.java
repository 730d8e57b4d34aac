package dev.voyage.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a process has found by reflection or by name. It lies on the boot class path of the process, where methods of the JDK
 * call it: see {@link TouchAgent}.
 */
public final class TouchLog {

    private static final Set<String> TOUCHED = ConcurrentHashMap.newKeySet();
    private static final ThreadLocal<Boolean> INSIDE = new ThreadLocal<>(); // walking the stack reflects too

    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private TouchLog() {}

    /** Somebody looks at members of a class. */
    public static void members(Class<?> type) {
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        if (element.getClassLoader() != null && !element.isHidden()) {
            add("members", element.getName());
        }
    }

    /** Somebody looks for a class, a resource, or a service file. */
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
            // the outermost: what is done while a class is initialised, native-image does in the builder
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

    /** A line each: what was done, to what, by which class, while which class was initialised (empty: none was). */
    public static void write(String file) {
        try {
            Files.write(Path.of(file), TOUCHED);
        } catch (IOException lost) {
            throw new UncheckedIOException(lost);
        }
    }
}
