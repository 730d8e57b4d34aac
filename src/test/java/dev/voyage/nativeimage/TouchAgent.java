package dev.voyage.nativeimage;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Instruments the JDK's methods for the lookup of classes, members and resources, so that they log their calls: the
 * information of GraalVM's tracing agent, on any JVM.
 */
public final class TouchAgent {

    private static final String LOG = "dev/voyage/nativeimage/TouchLog";

    private static final Set<String> MEMBERS = Set.of(
            "getDeclaredMethods",
            "getMethods",
            "getDeclaredFields",
            "getFields",
            "getDeclaredConstructors",
            "getConstructors",
            "getRecordComponents",
            "getDeclaredMethod",
            "getMethod",
            "getDeclaredField",
            "getField",
            "getDeclaredConstructor",
            "getConstructor",
            "newInstance");

    private TouchAgent() {}

    /**
     * @param arguments the jar with {@link TouchLog} and the output file, separated by a comma
     */
    public static void premain(String arguments, Instrumentation instrumentation)
            throws IOException, UnmodifiableClassException {
        String[] parts = arguments.split(",", 2);
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(parts[0]));
        instrumentation.addTransformer(new Noting(), true);
        instrumentation.retransformClasses(Class.class, ClassLoader.class);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TouchLog.write(parts[1])));
    }

    private static final class Noting implements ClassFileTransformer {

        @Override
        public byte[] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            if (!List.of("java/lang/Class", "java/lang/ClassLoader").contains(name)) {
                return null;
            }
            var reader = new ClassReader(bytes);
            var writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
            reader.accept(
                    new ClassVisitor(Opcodes.ASM9, writer) {
                        @Override
                        public MethodVisitor visitMethod(
                                int access, String method, String type, String signature, String[] exceptions) {
                            MethodVisitor next = super.visitMethod(access, method, type, signature, exceptions);
                            return noting(next, name, access, method, type);
                        }
                    },
                    0);
            return writer.toByteArray();
        }

        private static MethodVisitor noting(MethodVisitor next, String owner, int access, String method, String type) {
            boolean open = (access & Opcodes.ACC_PUBLIC) != 0 && (access & Opcodes.ACC_ABSTRACT) == 0;
            boolean ofClass = owner.equals("java/lang/Class");
            if (!open) {
                return next;
            } else if (ofClass && MEMBERS.contains(method)) {
                return new Entry(next, null, 0);
            } else if (ofClass && method.equals("forName") && type.startsWith("(Ljava/lang/String;")) {
                return new Entry(next, "class", 0);
            } else if (method.startsWith("getResource") && type.startsWith("(Ljava/lang/String;)")) {
                return new Entry(next, ofClass ? "relative" : "resource", (access & Opcodes.ACC_STATIC) != 0 ? 0 : 1);
            }
            return next;
        }
    }

    /** Adds the log call at the entry of a method. */
    private static final class Entry extends MethodVisitor {

        private final String kindOrNull;
        private final int local;

        Entry(MethodVisitor next, String kindOrNull, int local) {
            super(Opcodes.ASM9, next);
            this.kindOrNull = kindOrNull;
            this.local = local;
        }

        @Override
        public void visitCode() {
            super.visitCode();
            if (kindOrNull != null) {
                visitLdcInsn(kindOrNull);
            }
            visitVarInsn(Opcodes.ALOAD, local);
            visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    LOG,
                    kindOrNull == null ? "members" : "name",
                    kindOrNull == null ? "(Ljava/lang/Class;)V" : "(Ljava/lang/String;Ljava/lang/String;)V",
                    false);
        }
    }
}
