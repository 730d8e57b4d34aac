package dev.voyage.notify;

import java.time.Duration;

/**
 * The result of one request to a receiver.
 *
 * @param status of its response; 0 if there was none
 * @param asked the delay that the receiver asks for, zero for none
 * @param result for people, such as {@code HTTP 503}
 * @param isLasting whether the receiver wants no more, or may not be asked
 */
public record DeliveryAttempt(int status, Duration asked, String result, boolean isLasting) {

    /** Whether the receiver has confirmed it. */
    public boolean isDelivered() {
        return status >= 200 && status < 300;
    }
}
