package dev.voyage.auth;

import dev.voyage.coding.HmacSha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short-lived credentials for clients that cannot send a header, such as a browser's EventSource. A ticket contains its
 * holder and its expiry and is signed with a key of this process, or of all replicas of the service: no state is kept, so
 * clients cannot fill the memory with tickets, and a ticket is valid at every replica. Until it expires a ticket may be used
 * again, since an EventSource reconnects.
 */
public final class Tickets {

    private static final int LONGEST = 1000;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKeySpec key;
    private final Duration life;
    private final Clock clock;

    /** With a key that only this process has: a restart invalidates all tickets. */
    public Tickets(Duration life, Clock clock) {
        this(random(), life, clock);
    }

    private static byte[] random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** @param key of all replicas that accept each other's tickets; 32 random bytes */
    public Tickets(byte[] key, Duration life, Clock clock) {
        this.key = HmacSha256.key(key);
        this.life = life;
        this.clock = clock;
    }

    public Duration life() {
        return life;
    }

    /** Issues a ticket for this caller, valid from now. */
    public String issue(Caller caller) {
        long until = clock.instant().plus(life).toEpochMilli();
        byte[] said = (until + " " + (caller.seesAll() ? "all" : "own") + " " + caller.id() + "\n" + caller.name())
                .getBytes(StandardCharsets.UTF_8);
        return ENCODER.encodeToString(said) + "." + ENCODER.encodeToString(HmacSha256.of(key, said));
    }

    /** The holder of this ticket; empty if it is signed with another key, or has expired. */
    public Optional<Caller> read(String ticket) {
        int dot = ticket.indexOf('.');
        if (dot < 0 || ticket.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] said = DECODER.decode(ticket.substring(0, dot));
            byte[] signature = DECODER.decode(ticket.substring(dot + 1));
            return MessageDigest.isEqual(HmacSha256.of(key, said), signature)
                    ? holder(new String(said, StandardCharsets.UTF_8))
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Only for text with a valid signature. */
    private Optional<Caller> holder(String said) {
        String[] parts = said.substring(0, said.indexOf('\n')).split(" ", 3);
        var caller = new Caller(parts[2], said.substring(said.indexOf('\n') + 1), parts[1].equals("all"));
        return clock.millis() < Long.parseLong(parts[0]) ? Optional.of(caller) : Optional.empty();
    }
}
