package dev.voyage.tap;

import dev.voyage.coding.XmlInput;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A job as its document describes it.
 *
 * @param phase in upper case
 * @param duration after which the service aborts it; empty if not limited
 * @param message of its failure, or empty
 * @see <a href="https://www.ivoa.net/documents/UWS/">UWS 1.1, 2.1.1 and 2.2.2.1</a>
 */
record TapJob(String phase, Optional<Duration> duration, String message) {

    /** Phases in which a job has not ended. */
    private static final Set<String> ALIVE = Set.of("PENDING", "QUEUED", "EXECUTING", "HELD", "SUSPENDED", "UNKNOWN");

    private static final Set<String> ENDED = Set.of("COMPLETED", "ERROR", "ABORTED", "ARCHIVED");

    private static final int LONGEST_MESSAGE = 2000;

    /** Whether it has not ended. */
    boolean isAlive() {
        return ALIVE.contains(phase);
    }

    /** Whether it waits for the request to run. */
    boolean isWaiting() {
        return phase.equals("PENDING") || phase.equals("HELD");
    }

    /** Whether it has results. */
    boolean isCompleted() {
        return phase.equals("COMPLETED");
    }

    /**
     * @throws Problem {@code MALFORMED} when it is not such a document
     */
    static TapJob read(byte[] document) {
        try {
            XMLStreamReader xml = XmlInput.declared(document);
            try {
                return read(xml);
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            throw Problem.of(ProblemType.MALFORMED, "the document of the TAP job is no XML document", broken);
        }
    }

    private static TapJob read(XMLStreamReader xml) throws XMLStreamException {
        String phase = "";
        String seconds = "";
        String message = "";
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamReader.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "phase" -> phase = xml.getElementText().strip().toUpperCase(Locale.ROOT);
                case "executionDuration" -> seconds = xml.getElementText().strip();
                case "message" -> message = xml.getElementText().strip();
                default -> {
                    // its owner, times, parameters and results are not needed
                }
            }
        }
        if (!ALIVE.contains(phase) && !ENDED.contains(phase)) {
            throw Problem.of(ProblemType.MALFORMED, "the TAP job has no known phase: " + QuotedText.of(phase));
        }
        boolean isLimited = seconds.matches("[1-9]\\d{0,8}");
        return new TapJob(
                phase,
                isLimited ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds))) : Optional.empty(),
                message.substring(0, Math.min(LONGEST_MESSAGE, message.length())));
    }
}
