package dev.voyage.nativeimage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;

/**
 * The program's classes as Jackson sees them in a native image: Jackson's annotations on registered classes only.
 * Everything else comes from the regular class loader.
 */
final class RegisteredView extends ClassLoader {

    private final Set<String> registered;

    RegisteredView(Set<String> registered) {
        super(RegisteredView.class.getClassLoader());
        this.registered = registered;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith("dev.voyage.")) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded != null ? loaded : findClass(name);
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try (var in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] bytes = in.readAllBytes();
            byte[] seen = registered.contains(name) ? bytes : stripped(bytes);
            return defineClass(name, seen, 0, seen.length);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isJacksons(String descriptor) {
        return descriptor.startsWith("Lcom/fasterxml/jackson/");
    }

    private static byte[] stripped(byte[] bytes) {
        var writer = new ClassWriter(0);
        new ClassReader(bytes).accept(new Stripping(writer), 0);
        return writer.toByteArray();
    }

    private static final class Stripping extends ClassVisitor {

        Stripping(ClassVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
            return isJacksons(descriptor) ? null : super.visitAnnotation(descriptor, visible);
        }

        @Override
        public FieldVisitor visitField(int access, String name, String type, String signature, Object value) {
            return new FieldVisitor(api, super.visitField(access, name, type, signature, value)) {
                @Override
                public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                    return isJacksons(descriptor) ? null : super.visitAnnotation(descriptor, visible);
                }
            };
        }

        @Override
        public RecordComponentVisitor visitRecordComponent(String name, String type, String signature) {
            return new RecordComponentVisitor(api, super.visitRecordComponent(name, type, signature)) {
                @Override
                public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                    return isJacksons(descriptor) ? null : super.visitAnnotation(descriptor, visible);
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(int access, String name, String type, String signature, String[] exceptions) {
            return new MethodVisitor(api, super.visitMethod(access, name, type, signature, exceptions)) {
                @Override
                public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
                    return isJacksons(descriptor) ? null : super.visitAnnotation(descriptor, visible);
                }

                @Override
                public AnnotationVisitor visitParameterAnnotation(int place, String descriptor, boolean visible) {
                    return isJacksons(descriptor) ? null : super.visitParameterAnnotation(place, descriptor, visible);
                }
            };
        }
    }
}
