package dev.voyage.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestsTest {

    static List<Path> files() throws IOException {
        return Manifests.files();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyFieldOfEveryFileIsOneThatKubernetesKnows(Path file) throws IOException {
        assertThat(Manifests.read(Files.readString(file))).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base",
                "monitoring",
                "overlays/local",
                "overlays/local-native",
                "overlays/production",
                "overlays/cluster",
                "overlays/cluster-bucket"
            })
    void whatKubectlMakesOfThemIsKnownTooAndNoObjectComesTwice(String kustomization) throws Exception {
        var objects = Kustomized.of(kustomization);

        assertThat(objects).isNotEmpty();
        assertThat(objects.stream()
                        .map(it -> it.getKind() + " " + it.getMetadata().getName()))
                .doesNotHaveDuplicates();
        assertThat(objects).allSatisfy(it -> assertThat(it.getMetadata().getNamespace())
                .isEqualTo(
                        kustomization.startsWith("overlays") && !it.getKind().equals("Namespace") ? "voyage" : null));
    }

    @Test
    void aSlipOfThePenIsNoticed() throws IOException {
        String right = Files.readString(Path.of("deploy/base/statefulset.yaml"));

        assertThatThrownBy(() -> Manifests.read(right.replace("failureThreshold", "failureTreshold")))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("failureTreshold");
        assertThatThrownBy(() -> Manifests.read(right.replace("kind: StatefulSet", "kind: StatefullSet")))
                .hasMessageContaining("StatefullSet");
    }
}
