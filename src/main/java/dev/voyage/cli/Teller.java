package dev.voyage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.voyage.journal.Entry;
import dev.voyage.problem.Problem;

/** Tells a search to whoever reads standard output. */
interface Teller {

    /** The next event, the last one included. */
    void tell(Entry entry, JsonNode event);

    /** Something that is no event went wrong with one file; the rest goes on. */
    void complain(Problem problem);
}
