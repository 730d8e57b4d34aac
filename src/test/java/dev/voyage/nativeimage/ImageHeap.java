package dev.voyage.nativeimage;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A separate program: initialises classes as native-image does during the build, and writes their number to standard
 * output, then one line for each object reachable from their static fields that an image heap cannot hold.
 */
public final class ImageHeap {

    private static Instrumentation instrumentation;

    private ImageHeap() {}

    /** The agent of the same process opens the JDK's own objects. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /**
     * @param arguments a file with the names of the classes to initialise
     */
    public static void main(String... arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var findings = new ArrayList<String>();
        var roots = new ArrayList<Class<?>>();
        for (String name : Files.readAllLines(Path.of(arguments[0]))) {
            try {
                roots.add(Class.forName(name, true, ImageHeap.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError failed) { // includes failing initialisers
                Throwable cause = cause(failed);
                if (!String.valueOf(cause.getMessage()).replace('/', '.').startsWith("org.graalvm.")) {
                    findings.add(name + ": is not initialised: " + cause);
                } // otherwise a class of the builder itself
            }
        }
        var walk = new HeapWalk(instrumentation);
        roots.forEach(root -> walk.from(root, findings));
        out.println("initialised " + roots.size());
        findings.forEach(out::println);
        System.exit(0); // ends the threads of the initialisers
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** The output of a process, without its first line. */
    static List<String> findings(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("initialised "))
                .skip(1)
                .toList();
    }
}
