package dev.voyage.page;

import dev.voyage.api.client.DemoProfile;
import java.util.HashMap;
import java.util.Map;

/** The demo archive with delays, so that a user can see the progress. */
public class PageProfile extends DemoProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("voyage.demo-latency", "20ms");
        return settings;
    }
}
