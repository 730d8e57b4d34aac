package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.Entry;
import dev.voyage.problem.Problem;

/** The stored events as lines of JSON, byte for byte as the API streams them. */
final class JsonTeller implements Teller {

    private final Console console;

    JsonTeller(Console console) {
        this.console = console;
    }

    @Override
    public void tell(Entry entry, JsonNode event) {
        if (!entry.isStored()) {
            return;
        }
        byte[] line = new byte[entry.length() + 1];
        entry.json().get(line, 0, entry.length());
        line[entry.length()] = '\n';
        console.out().write(line, 0, line.length);
        console.out().flush();
        if (event.hasNonNull("problem") && entry.isTerminal()) {
            Summary.problem(event.path("problem")).forEach(console.err()::println);
        }
    }

    @Override
    public void complain(Problem problem) {
        console.err().println("voyage: " + Printable.of(problem.detail()));
    }
}
