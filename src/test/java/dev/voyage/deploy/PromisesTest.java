package dev.voyage.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.IPBlock;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests agree with each other and with the program. */
class PromisesTest {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final Duration REQUESTS = Duration.ofSeconds(10); // quarkus.shutdown.timeout

    private static PodSpec pod(List<HasMetadata> objects) {
        return Manifests.only(objects, StatefulSet.class)
                .getSpec()
                .getTemplate()
                .getSpec();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base", "overlays/local", "overlays/production", "overlays/cluster", "overlays/cluster-bucket"})
    void thePodHasNoRightsItDoesNotNeed(String kustomization) throws Exception {
        PodSpec pod = pod(Kustomized.of(kustomization));
        var container = pod.getContainers().get(0);
        var security = container.getSecurityContext();

        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(security.getReadOnlyRootFilesystem()).isTrue();
        assertThat(security.getAllowPrivilegeEscalation()).isFalse();
        assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getResources().getLimits()).containsKey("memory");
        assertThat(container.getVolumeMounts())
                .extracting(mount -> mount.getMountPath())
                .containsExactlyInAnyOrder("/data", "/tmp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base", "overlays/local", "overlays/production", "overlays/cluster", "overlays/cluster-bucket"})
    void aStopHasTheTimeThatItIsPromised(String kustomization) throws Exception {
        var objects = Kustomized.of(kustomization);
        Duration grace = Duration.parse("PT" + settings(objects).get("VOYAGE_SHUTDOWN_GRACE"));

        assertThat(pod(objects).getTerminationGracePeriodSeconds())
                .isGreaterThan(grace.plus(REQUESTS).toSeconds() + 5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"base", "overlays/local", "overlays/production", "overlays/cluster", "overlays/cluster-bucket"})
    void theSettingsArePartOfThePodAndThereAreSuchSettings(String kustomization) throws Exception {
        var objects = Kustomized.of(kustomization);
        var from = pod(objects).getContainers().get(0).getEnvFrom();

        assertThat(from.get(0).getConfigMapRef().getName())
                .isEqualTo(settingsMap(objects).getMetadata().getName());
        assertThat(known()).containsAll(settings(objects).keySet());
    }

    private static ConfigMap settingsMap(List<HasMetadata> objects) {
        return Manifests.only(
                objects.stream()
                        .filter(it -> !it.getMetadata().getName().equals("voyage-dashboard"))
                        .toList(),
                ConfigMap.class);
    }

    private static Map<String, String> settings(List<HasMetadata> objects) {
        return settingsMap(objects).getData();
    }

    /** The settings in docs/configuration.md and those of the framework in use, as environment variables. */
    private static Set<String> known() throws IOException {
        var known = new TreeSet<>(Set.of(
                "VOYAGE_AUTH",
                "QUARKUS_HTTP_HOST",
                "QUARKUS_HTTP_PROXY_PROXY_ADDRESS_FORWARDING",
                "QUARKUS_HTTP_PROXY_ALLOW_X_FORWARDED"));
        var rows = Pattern.compile("^\\| `(voyage\\.[a-z0-9.-]+)` ", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("docs/configuration.md")));
        while (rows.find()) {
            known.add(rows.group(1).replaceAll("[.-]", "_").toUpperCase(Locale.ROOT));
        }
        return known;
    }

    @Test
    void streamsPassTheIngress() throws Exception {
        var ingress = Manifests.only(Kustomized.of("overlays/production"), Ingress.class);
        var annotations = ingress.getMetadata().getAnnotations();
        String prefix = "nginx.ingress.kubernetes.io/";

        assertThat(annotations).containsEntry(prefix + "proxy-buffering", "off");
        for (String timeout : List.of("proxy-read-timeout", "proxy-send-timeout")) {
            assertThat(Duration.ofSeconds(Long.parseLong(annotations.get(prefix + timeout))))
                    .isGreaterThan(HEARTBEAT.multipliedBy(3));
        }
        assertThat(ingress.getSpec().getTls()).isNotEmpty();
    }

    @Test
    void nobodyGetsInWithoutATokenFromOutside() throws Exception {
        assertThat(settings(Kustomized.of("overlays/production"))).containsEntry("VOYAGE_AUTH", "token");
        assertThat(settings(Kustomized.of("overlays/local"))).containsEntry("VOYAGE_AUTH", "none");
        assertThat(settings(Kustomized.of("base"))).doesNotContainKey("VOYAGE_AUTH");
    }

    @Test
    void metricsAreNotOpenToTheOutside() throws Exception {
        var objects = Kustomized.of("overlays/production");
        var endpoints = Manifests.only(objects, ServiceMonitor.class).getSpec().getEndpoints();

        assertThat(settings(objects)).containsEntry("VOYAGE_AUTH_OPEN_METRICS", "false");
        assertThat(endpoints).singleElement().satisfies(endpoint -> {
            assertThat(endpoint.getPath()).isEqualTo("/q/metrics");
            assertThat(endpoint.getAuthorization().getCredentials().getKey()).isEqualTo("token");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "overlays/local", "overlays/production"})
    void thePublicInternetIsReachedOnTheWebsPortsAndNothingPrivateIs(String kustomization) throws Exception {
        var policy = Manifests.only(Kustomized.of(kustomization), NetworkPolicy.class)
                .getSpec();
        var web = policy.getEgress().stream()
                .filter(rule -> rule.getTo().stream().anyMatch(to -> to.getIpBlock() != null))
                .toList();

        assertThat(policy.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(web).singleElement().satisfies(rule -> {
            assertThat(rule.getPorts())
                    .extracting(port -> port.getPort().getIntVal())
                    .containsExactlyInAnyOrder(443, 80);
            IPBlock four = rule.getTo().get(0).getIpBlock();
            assertThat(four.getCidr()).isEqualTo("0.0.0.0/0");
            assertThat(four.getExcept())
                    .contains(
                            "10.0.0.0/8",
                            "172.16.0.0/12",
                            "192.168.0.0/16",
                            "169.254.0.0/16",
                            "127.0.0.0/8",
                            "168.63.129.16/32");
            assertThat(rule.getTo().get(1).getIpBlock().getCidr())
                    .isEqualTo("2000::/3"); // the public addresses of IPv6
        });
    }
}
