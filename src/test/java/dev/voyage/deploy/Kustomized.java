package dev.voyage.deploy;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** The output of kubectl for a kustomization. Tests that need it are skipped without kubectl. */
final class Kustomized {

    private Kustomized() {}

    static List<HasMetadata> of(String kustomization) throws IOException, InterruptedException {
        boolean here = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
        Assumptions.assumeTrue(here, "kubectl is not installed");
        var kubectl = new ProcessBuilder(
                        "kubectl",
                        "kustomize",
                        Manifests.ROOT.resolve(kustomization).toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String yaml = new String(kubectl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (kubectl.waitFor() != 0) {
            throw new AssertionError("kubectl kustomize " + kustomization + " failed");
        }
        return Manifests.read(yaml);
    }
}
