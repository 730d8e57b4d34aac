package dev.voyage.demo.files;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Generates the bytes of a file from its path alone: real FITS, real gzip, plain text. */
final class SampleContent {

    private SampleContent() {}

    static byte[] of(DemoFile file) {
        byte[] plain =
                switch (file.kind()) {
                    case "log" -> log(file).getBytes(StandardCharsets.UTF_8);
                    case "page" -> page(file).getBytes(StandardCharsets.UTF_8);
                    default -> FitsSamples.of(file);
                };
        return file.isGzip() ? StoredGzip.of(plain) : plain;
    }

    private static String log(DemoFile file) {
        var text = new StringBuilder();
        text.append(file.name()).append(" of ").append(file.observation().id()).append("\n\n");
        for (int i = 1; i <= file.count(); i++) {
            text.append(String.format(Locale.ROOT, "%4d  step %03d of %d ended with status 0%n", i, i, file.count()));
        }
        return text.toString().replace(System.lineSeparator(), "\n");
    }

    private static String page(DemoFile file) {
        return "<html><head><title>"
                + file.name()
                + "</title></head><body><pre>\n"
                + log(file)
                + "</pre></body></html>\n";
    }
}
