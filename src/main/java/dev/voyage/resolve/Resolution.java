package dev.voyage.resolve;

import dev.voyage.upstream.MirrorFailover;
import dev.voyage.upstream.UpstreamListener;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of resolving a name.
 *
 * @param answered empty when the first resolver that answered does not know the name
 * @param tried hosts, in order
 * @param complaints of the hosts that gave no answer
 */
record Resolution(
        Optional<SesameMatch> answered, List<String> tried, List<MirrorFailover.Failure> complaints, Instant at) {

    void tell(UpstreamListener notices) {
        complaints.forEach(complaint -> notices.degraded(complaint.host(), complaint.detail()));
    }
}
