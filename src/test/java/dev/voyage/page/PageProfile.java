package dev.voyage.page;

import dev.voyage.api.client.DemoProfile;
import java.util.HashMap;
import java.util.Map;

/** The demo at a pace at which a watcher sees things happen. */
public class PageProfile extends DemoProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("voyage.demo-latency", "20ms");
        return settings;
    }
}
