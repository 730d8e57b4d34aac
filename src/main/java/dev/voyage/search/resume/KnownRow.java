package dev.voyage.search.resume;

import dev.voyage.cone.identity.RowIdentity;
import dev.voyage.search.request.ConeKey;

/**
 * A row that earlier runs of a search have reported.
 *
 * @param observation the id it had
 * @param catalogue as in {@link ConeKey}
 */
public record KnownRow(String observation, String catalogue, RowIdentity identity) {}
