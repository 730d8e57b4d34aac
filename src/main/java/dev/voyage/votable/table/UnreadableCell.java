package dev.voyage.votable.table;

/**
 * A cell without a value of its column's type: the value is missing in the {@link Row}, which keeps its other cells.
 *
 * @param column its index; {@link Columns#size} stands for cells behind the last column
 * @param text as written, up to 80 characters; empty if the row has no such cell
 * @param reason the reason why it cannot be read, with the text in quotes
 * @param blank whether the text is a usual word for a missing value, such as {@code -} or {@code N/A}
 */
public record UnreadableCell(int column, String text, String reason, boolean blank) {}
