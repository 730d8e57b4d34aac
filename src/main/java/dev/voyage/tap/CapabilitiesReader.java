package dev.voyage.tap;

import dev.voyage.coding.XmlInput;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the limits of a TAP service, of each mode, from its VOSI capabilities. */
final class CapabilitiesReader {

    private static final String TAP = "ivo://ivoa.net/std/tap";
    private static final String INLINE = "ivo://ivoa.net/std/tapregext#upload-inline";
    private static final long LONGEST_SECONDS = 1_000_000;

    private final XMLStreamReader xml;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inTap;
    private boolean found;
    private boolean uploads;
    private String mode = "";
    private String unit = "";
    private final Stated sync = new Stated();
    private final Stated jobs = new Stated();

    /**
     * The limits of both modes.
     *
     * @param sync of synchronous queries
     * @param jobs of queries as jobs
     */
    record ModeLimits(TapLimits sync, TapLimits jobs) {}

    /** The smallest limits of one mode so far. */
    private static final class Stated {
        private long uploadRows = Long.MAX_VALUE;
        private long outputRows = Long.MAX_VALUE;
        private long seconds = Long.MAX_VALUE;

        TapLimits limits(boolean uploads) {
            return new TapLimits(
                    uploads,
                    stated(uploadRows),
                    stated(outputRows),
                    seconds == Long.MAX_VALUE ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds)));
        }
    }

    private CapabilitiesReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * @throws Problem {@code MALFORMED} when it is not such a document, or has no capability of TAP
     */
    static ModeLimits read(byte[] document) {
        try {
            XMLStreamReader xml = XmlInput.declared(document);
            try {
                return new CapabilitiesReader(xml).limits();
            } finally {
                xml.close();
            }
        } catch (XMLStreamException broken) {
            throw Problem.of(ProblemType.MALFORMED, "the capabilities of the TAP service are no XML document", broken);
        }
    }

    private ModeLimits limits() throws XMLStreamException {
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamReader.START_ELEMENT -> start(xml.getLocalName());
                case XMLStreamReader.CHARACTERS -> text(xml.getText().strip());
                case XMLStreamReader.END_ELEMENT -> open.pop();
                default -> {
                    // comments and the like say nothing
                }
            }
        }
        if (!found) {
            throw Problem.of(ProblemType.MALFORMED, "the capabilities of the service do not name TAP");
        }
        return new ModeLimits(sync.limits(uploads), jobs.limits(uploads));
    }

    private void start(String name) {
        open.push(name);
        if (name.equals("capability")) {
            String standard = attribute("standardID");
            inTap = standard.equals(TAP) || standard.startsWith(TAP + "#");
            found |= inTap;
        } else if (inTap && name.equals("uploadMethod")) {
            uploads |= attribute("ivo-id").equals(INLINE);
        } else if (name.endsWith("Limit") || name.equals("executionDuration")) {
            mode = attribute("forMode"); // since 2026; without it the limit is one of both
        }
        unit = attribute("unit");
    }

    private String attribute(String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }

    private void text(String text) {
        boolean limits =
                open.size() > 1 && (open.peek().equals("hard") || open.peek().equals("default"));
        if (!inTap || !limits || !text.matches("\\d{1,18}")) {
            return;
        }
        boolean hard = open.peek().equals("hard");
        String last = open.pop();
        String limited = open.peek();
        open.push(last);
        long most = Long.parseLong(text);
        if (!mode.equals("async")) {
            limit(sync, limited, hard, most);
        }
        if (!mode.equals("sync")) {
            limit(jobs, limited, hard, most);
        }
    }

    private void limit(Stated of, String limited, boolean hard, long most) {
        if (limited.equals("uploadLimit") && hard) {
            of.uploadRows = Math.min(of.uploadRows, unit.equals("byte") ? most / UploadTable.ROW_BYTES : most);
        } else if (limited.equals("outputLimit") && hard && !unit.equals("byte")) {
            of.outputRows = Math.min(of.outputRows, most);
        } else if (limited.equals("executionDuration") && most > 0) {
            of.seconds = Math.min(of.seconds, Math.min(most, LONGEST_SECONDS));
        }
    }

    private static OptionalLong stated(long limit) {
        return limit == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(limit);
    }
}
