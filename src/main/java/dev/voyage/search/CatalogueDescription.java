package dev.voyage.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.voyage.journal.event.ColumnInfo;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The columns of a catalogue.
 *
 * @param catalogue as it was asked for
 * @param ivoid of its record, or null if it has none
 * @param title of its record, or null
 * @param source of the columns: {@code registry}, {@code cone}, {@code tap}, {@code sia} or {@code ssa}
 * @param host the host that described them
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CatalogueDescription(
        String catalogue, String ivoid, String title, String source, String host, List<ColumnInfo> columns) {

    /**
     * Checks syntax and column names of a condition.
     *
     * @throws dev.voyage.problem.Problem {@code BAD_CONDITION} or {@code UNKNOWN_COLUMN}, with the member {@code position}
     */
    public void check(String where) {
        DescribedCondition.check(where, columns);
    }
}
