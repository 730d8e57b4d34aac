package dev.voyage.page;

import dev.voyage.testsupport.http.FreePort;
import java.util.HashMap;
import java.util.Map;

/** A service that pages of one other origin may embed. */
public class EmbedProfile extends ScriptedProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(super.getConfigOverrides());
        settings.put("voyage.embed.origins", "http://127.0.0.1:" + FreePort.find());
        return settings;
    }
}
