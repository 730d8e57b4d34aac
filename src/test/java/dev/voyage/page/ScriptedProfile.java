package dev.voyage.page;

import dev.voyage.api.client.DemoProfile;
import dev.voyage.testsupport.http.FreePort;
import java.util.HashMap;
import java.util.Map;

/** A service with a scripted server as its upstream, at {@code voyage.egress.allow}. */
public class ScriptedProfile extends DemoProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        String archive = "127.0.0.1:" + FreePort.find();
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("voyage.demo", "false");
        settings.put("voyage.egress.allow", archive);
        settings.put("voyage.resolver.urls", "http://" + archive + "/sesame");
        settings.put("voyage.registry.urls", "http://" + archive + "/tap");
        settings.put("voyage.http.attempts", "1");
        settings.put("voyage.http.robots", "false");
        settings.put("voyage.limits.host.connections", "16");
        settings.put("voyage.page.survey", "http://" + archive + "/survey?at={raDeg},{decDeg}&fov={fovDeg}");
        return settings;
    }
}
