package dev.voyage.resolve;

import dev.voyage.http.Notices;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What came of asking for a name.
 *
 * @param answered empty where the first resolver that answered does not know the name
 * @param tried hosts, in order
 * @param complaints of the hosts that gave no answer
 */
record Asked(Optional<Answered> answered, List<String> tried, List<Complaint> complaints, Instant at) {

    /** A host that gave no answer, and why. */
    record Complaint(String host, String detail) {}

    void tell(Notices notices) {
        complaints.forEach(complaint -> notices.degraded(complaint.host, complaint.detail));
    }
}
