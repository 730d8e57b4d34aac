package dev.voyage.api.client;

import java.util.HashMap;
import java.util.Map;

/** Alice and Bob have tokens; limits are small, and tickets expire quickly. */
public class TokenProfile extends DemoProfile {

    public static final String ALICE = "alice-has-this-secret-0001";
    public static final String BOB = "bob-has-another-secret-0002";

    public static String[] as(String secret) {
        return new String[] {"Authorization", "Bearer " + secret};
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("voyage.demo-port", "0");
        settings.put("voyage.auth", "token");
        settings.put("voyage.auth.tokens", "alice=" + ALICE + ",bob=" + BOB);
        settings.put("quarkus.http.access-log.enabled", "true");
        return settings;
    }
}
