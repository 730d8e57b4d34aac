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
 * A program of its own: initialises classes as native-image does while it builds, and writes to standard output, a line
 * each, how many there were and what an image heap could not hold of that which their static fields reach.
 */
public final class ImageHeap {

    private static Instrumentation instrumentation;

    private ImageHeap() {}

    /** As the agent of the same process, for a look into the JDK's own objects. */
    public static void premain(String arguments, Instrumentation given) {
        instrumentation = given;
    }

    /**
     * @param arguments a file of the names of classes to initialise
     */
    public static void main(String... arguments) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var findings = new ArrayList<String>();
        var roots = new ArrayList<Class<?>>();
        for (String name : Files.readAllLines(Path.of(arguments[0]))) {
            try {
                roots.add(Class.forName(name, true, ImageHeap.class.getClassLoader()));
            } catch (ClassNotFoundException | LinkageError failed) { // of which a failing initialiser is one
                Throwable cause = cause(failed);
                if (!String.valueOf(cause.getMessage()).replace('/', '.').startsWith("org.graalvm.")) {
                    findings.add(name + ": is not initialised: " + cause);
                } // else it is of the builder's own side
            }
        }
        var walk = new HeapWalk(instrumentation);
        roots.forEach(root -> walk.from(root, findings));
        out.println("initialised " + roots.size());
        findings.forEach(out::println);
        System.exit(0); // whatever threads the initialisers have started
    }

    private static Throwable cause(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    /** What an initialised process says, without its first line. */
    static List<String> findings(String output) {
        return output.lines()
                .dropWhile(line -> !line.startsWith("initialised "))
                .skip(1)
                .toList();
    }
}
