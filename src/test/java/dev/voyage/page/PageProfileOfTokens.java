package dev.voyage.page;

import java.util.HashMap;
import java.util.Map;

/** The demo archive with required tokens. */
public class PageProfileOfTokens extends PageProfile {

    static final String SECRET = "a-visitor-has-this-secret";

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("voyage.demo-port", "0");
        settings.put("voyage.auth", "token");
        settings.put("voyage.auth.tokens", "visitor=" + SECRET);
        return settings;
    }
}
