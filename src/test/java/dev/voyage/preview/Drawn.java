package dev.voyage.preview;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.voyage.preview.picture.Stretch;
import dev.voyage.problem.Problem;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;

/** Previews of bytes, as tests look at them. */
public final class Drawn {

    public static final PreviewBounds BOUNDS = new PreviewBounds(1 << 26, 1 << 24, Duration.ofMinutes(10));

    private Drawn() {}

    public static byte[] preview(byte[] file, PreviewRequest request) throws IOException {
        return preview(file, request, new PreviewWork(BOUNDS));
    }

    public static byte[] preview(byte[] file, PreviewRequest request, PreviewWork work) throws IOException {
        Path place = Files.createTempFile("preview", ".fits");
        try {
            Files.write(place, file);
            return FilePreview.of(Files.newByteChannel(place), request, work).bytes();
        } finally {
            Files.delete(place);
        }
    }

    public static PreviewRequest png(int size, Stretch stretch, int hdu) {
        return new PreviewRequest(PreviewKind.PNG, size, stretch, hdu, "", PreviewRequest.DEFAULT_BINS);
    }

    /** Levels row by row from the top, -1 where it is transparent; read by ImageIO. */
    public static int[][] levels(byte[] file, int size, Stretch stretch) throws IOException {
        return levels(preview(file, png(size, stretch, PreviewRequest.ANY_HDU)));
    }

    public static int[][] levels(byte[] png) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
        int[][] levels = new int[image.getHeight()][image.getWidth()];
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int level = image.getRaster().getSample(x, y, 0);
                levels[y][x] = (image.getRGB(x, y) >>> 24) == 0 ? -1 : level;
            }
        }
        return levels;
    }

    public static String text(byte[] file, PreviewKind kind) throws IOException {
        return text(file, PreviewRequest.of(kind));
    }

    public static String text(byte[] file, PreviewRequest request) throws IOException {
        return new String(preview(file, request), StandardCharsets.UTF_8);
    }

    public static Problem refused(byte[] file, PreviewRequest request) {
        return catchThrowableOfType(Problem.class, () -> preview(file, request));
    }

    public static Problem refused(byte[] file, PreviewKind kind) {
        return refused(file, PreviewRequest.of(kind));
    }
}
