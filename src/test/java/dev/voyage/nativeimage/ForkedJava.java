package dev.voyage.nativeimage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.objectweb.asm.ClassReader;

/** A JVM of the same JDK as a child process, with one of the test classes as its agent. */
final class ForkedJava {

    private ForkedJava() {}

    /**
     * Writes an agent's jar with these classes and their nested classes.
     *
     * @param agent has {@code premain}; first in the jar
     * @param others its dependencies besides the JDK
     */
    static Path agent(Path jar, Class<?> agent, Class<?>... others) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", agent.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH, // for agents that rewrite classes
                        ClassReader.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toString());
        var classes = new ArrayList<Class<?>>(List.of(agent.getNestMembers()));
        for (Class<?> other : others) {
            classes.addAll(List.of(other.getNestMembers()));
        }
        try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> one : classes) {
                String name = one.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (var in = one.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
        }
        return jar;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path of the tests, for every runner. */
    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /**
     * Runs the program to its end.
     *
     * @param arguments of {@code java}, passed in a file because of their length
     * @return its standard output
     * @throws IOException with its output, if the exit code is not 0
     */
    static String run(Path directory, List<String> arguments) throws IOException, InterruptedException {
        Path file = directory.resolve("arguments");
        Files.write(
                file,
                arguments.stream()
                        .map(it -> '"' + it.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                        .toList());
        Path out = directory.resolve("out");
        Path err = directory.resolve("err");
        Process process = new ProcessBuilder(java(), "@" + file)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            int exit = process.waitFor();
            if (exit != 0) {
                throw new IOException("exit code " + exit + "\n" + Files.readString(out) + Files.readString(err));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }
}
