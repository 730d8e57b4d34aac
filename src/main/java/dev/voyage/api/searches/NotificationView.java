package dev.voyage.api.searches;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.journal.record.EndNotification;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A notification in the form that clients receive; values that do not exist yet are left out. */
@Schema(
        name = "Notification",
        description = "An address that is notified when the search has ended, and what has become of it")
@JsonInclude(JsonInclude.Include.NON_NULL)
record NotificationView(
        @Schema(description = "Its number within the search")
        long number,

        @Schema(description = "Scheme and host of the address; the rest may be a secret, and is not shown")
        String receiver,

        EndNotification.State state,

        @Schema(description = "Attempts begun so far") long attempts,

        @Schema(
                description =
                        "When the next attempt may begin, once the search has ended; absent if there will be none")
        Instant due,

        Instant created,

        @Schema(description = "Result of the last attempt, such as HTTP 503; absent before it")
        String result) {

    /** All notifications of a search. */
    @Schema(name = "NotificationList")
    record Page(List<NotificationView> notifications) {}

    /** The result of a trial. */
    @Schema(name = "NotificationTrial")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Trial(
            @Schema(description = "Whether the receiver has confirmed it, with a status 2xx")
            boolean delivered,

            @Schema(description = "Status of its response; absent if there was none")
            Integer status,

            String result) {}

    static NotificationView of(EndNotification notification) {
        return new NotificationView(
                notification.number(),
                receiver(URI.create(notification.url())),
                notification.state(),
                notification.attempts(),
                notification.due(),
                notification.created(),
                notification.result());
    }

    private static String receiver(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
