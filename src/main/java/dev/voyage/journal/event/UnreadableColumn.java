package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * Cells of one column of a catalogue's response that could not be read and count as missing.
 *
 * @param column its name as in {@code catalogue.searched.columns}; null for cells after the last column
 * @param count rows with an unreadable cell
 * @param example the first of these cells as written; empty if the cell is empty
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record UnreadableColumn(String column, long count, String example) {}
