package dev.voyage.nativeimage;

import java.io.FileDescriptor;
import java.lang.ref.Cleaner;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.Buffer;
import java.nio.channels.Channel;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import java.util.zip.ZipFile;

/**
 * Objects that native-image rejects in its heap, or that would be wrong in every process started from the image.
 *
 * @see <a
 *     href="https://www.graalvm.org/latest/reference-manual/native-image/optimizations-and-performance/ClassInitialization/">class
 *     initialisation in native images</a>
 */
final class ImageRules {

    /** Classes of libraries, by name, because the agent must not load them. */
    private static final Map<String, String> BY_NAME = Map.of(
            "io.netty.buffer.ByteBuf", "a buffer of Netty",
            "io.vertx.core.buffer.Buffer", "a buffer of Vert.x, on one of Netty",
            "io.netty.channel.EventLoopGroup", "an executor");

    private ImageRules() {}

    /** The reason for a rejection; null if the object is permitted. */
    static String refusal(Object object) {
        if (object instanceof Thread) {
            return "a thread";
        } else if (object instanceof ExecutorService) {
            return "an executor";
        } else if (object instanceof FileDescriptor descriptor) {
            return descriptor.valid() && !isStandard(descriptor) ? "an open file descriptor" : null;
        } else if (object instanceof Channel channel) {
            return channel.isOpen() ? "an open channel" : null;
        } else if (object instanceof Socket || object instanceof ServerSocket) {
            return "a socket";
        } else if (object instanceof Buffer buffer) {
            return buffer.isDirect() ? "a direct or mapped byte buffer" : null;
        } else if (object instanceof Random || object instanceof SplittableRandom) {
            return object instanceof ThreadLocalRandom ? null : "a random generator, the same in every process";
        } else if (object instanceof Cleaner || object instanceof Cleaner.Cleanable) {
            return "a cleaner";
        } else if (object instanceof ZipFile || object instanceof Inflater || object instanceof Deflater) {
            return "a zip file or its native stream";
        } else if (object instanceof ClassLoader) {
            return "a class loader";
        }
        return byName(object.getClass());
    }

    private static boolean isStandard(FileDescriptor descriptor) {
        return descriptor == FileDescriptor.in || descriptor == FileDescriptor.out || descriptor == FileDescriptor.err;
    }

    private static String byName(Class<?> type) {
        if (type == null) {
            return null;
        }
        String why = BY_NAME.get(type.getName());
        for (int i = 0; why == null && i < type.getInterfaces().length; i++) {
            why = byName(type.getInterfaces()[i]);
        }
        return why != null ? why : byName(type.getSuperclass());
    }
}
