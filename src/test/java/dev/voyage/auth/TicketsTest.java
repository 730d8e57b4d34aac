package dev.voyage.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voyage.testsupport.SetClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static final Caller ALICE = new Caller("token:alice", "alice", false);

    @Test
    void aTicketIsItsHoldersUntilItsTimeIsOver() {
        var clock = new SetClock();
        var tickets = new Tickets(Duration.ofSeconds(60), clock);
        String ticket = tickets.issue(ALICE);

        assertThat(tickets.read(ticket)).contains(ALICE);
        clock.passes(Duration.ofMillis(59_999));
        assertThat(tickets.read(ticket)).as("repeatedly").contains(ALICE);
        clock.passes(Duration.ofMillis(1));
        assertThat(tickets.read(ticket)).isEmpty();
    }

    @Test
    void nobodyElseCanMakeOrChangeOne() {
        var clock = new SetClock();
        var tickets = new Tickets(Duration.ofSeconds(60), clock);
        String ticket = tickets.issue(ALICE);
        String said = new String(
                Base64.getUrlDecoder().decode(ticket.substring(0, ticket.indexOf('.'))), StandardCharsets.UTF_8);
        String other = Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(said.replace("alice", "bobby").getBytes(StandardCharsets.UTF_8))
                + ticket.substring(ticket.indexOf('.'));

        assertThat(tickets.read(other)).isEmpty();
        assertThat(tickets.read(new Tickets(Duration.ofSeconds(60), clock).issue(ALICE)))
                .isEmpty();
        assertThat(tickets.read(ticket + "x".repeat(1000))).isEmpty();
    }

    @Property
    void whateverAHolderIsCalledComesBack(@ForAll String id, @ForAll String name, @ForAll boolean all) {
        var tickets = new Tickets(Duration.ofSeconds(60), new SetClock());
        String plain = id.replaceAll("[\\n\\ud800-\\udfff]", "");
        String called = name.replaceAll("[\\ud800-\\udfff]", "");
        var caller = new Caller(
                plain.substring(0, Math.min(50, plain.length())),
                called.substring(0, Math.min(50, called.length())),
                all);

        assertThat(tickets.read(tickets.issue(caller))).contains(caller);
    }

    @Property
    void whatIsNoTicketIsNobodys(@ForAll String text) {
        assertThat(new Tickets(Duration.ofSeconds(60), new SetClock()).read(text))
                .isEmpty();
    }
}
