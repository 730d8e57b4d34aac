package dev.voyage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultPlacesTest {

    @TempDir
    Path directory;

    private final Map<String, String> system = new HashMap<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path working;
    private Path home;
    private DefaultPlaces places;

    @BeforeEach
    void make() throws IOException {
        working = Files.createDirectories(directory.resolve("here"));
        home = Files.createDirectories(directory.resolve("home"));
        places = new DefaultPlaces(system::get, environment, working, home);
    }

    @Test
    void dataLivesInTheHomeOfTheUserAndThatOfTheDemoApart() {
        assertThat(places.data(false)).isEqualTo(home.resolve(".local/share/voyage"));
        assertThat(places.data(true)).isEqualTo(home.resolve(".local/share/voyage/demo"));
        environment.put("XDG_DATA_HOME", "/srv/me");
        assertThat(places.data(false)).isEqualTo(Path.of("/srv/me/voyage"));
        environment.put("XDG_DATA_HOME", "relative");
        assertThat(places.data(false)).isEqualTo(home.resolve(".local/share/voyage"));
    }

    @Test
    void storeInTheWorkingDirectoryIsUsedFurtherButNotSomeOtherDirectoryOfThatName() throws IOException {
        Path here = Files.createDirectories(working.resolve("data"));
        assertThat(places.data(false)).isEqualTo(home.resolve(".local/share/voyage"));
        Files.createFile(here.resolve("voyage.db"));

        assertThat(places.data(false)).isEqualTo(here);
    }

    @Test
    void nearerSettingsCount() throws IOException {
        Files.createDirectories(places.userSettings().getParent());
        Files.writeString(places.userSettings(), "voyage.data=user\n%prod.voyage.demo-port=1\n");
        assertThat(places.setting("voyage.data")).contains("user");
        assertThat(places.userDefaults()).containsOnlyKeys("voyage.data", "%prod.voyage.demo-port");
        Files.createDirectories(working.resolve("config"));
        Files.writeString(working.resolve("config/application.properties"), "voyage.data=here\n");
        assertThat(places.setting("voyage.data")).contains("here");
        assertThat(places.userDefaults()).containsOnlyKeys("%prod.voyage.demo-port");
        environment.put("VOYAGE_DATA", "environment");
        assertThat(places.setting("voyage.data")).contains("environment");
        system.put("voyage.data", "option");
        assertThat(places.setting("voyage.data")).contains("option");
        assertThat(places.setting("voyage.demo")).isEmpty();
    }

    @Test
    void portInUseIsRefusedWithTheOptionThatHelps() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            system.put("quarkus.http.port", String.valueOf(taken.getLocalPort()));

            assertThatThrownBy(() -> PortCheck.check(places))
                    .isInstanceOf(IOException.class)
                    .hasMessageContainingAll("port " + taken.getLocalPort(), "--port N");
        }
        PortCheck.check(places);
        system.put("quarkus.http.port", "0");
        PortCheck.check(places);
    }
}
