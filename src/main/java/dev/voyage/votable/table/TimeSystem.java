package dev.voyage.votable.table;

/**
 * A TIMESYS: the origin, scale and reference position of times (VOTable 1.4, section 3.4). Text that the document does
 * not give is empty.
 *
 * @param timeOrigin a Julian date, {@code JD-origin} or {@code MJD-origin}
 * @param timeScale {@code TT}, {@code UTC}, {@code TDB} and others
 * @param refPosition {@code TOPOCENTER}, {@code BARYCENTER} and others
 */
public record TimeSystem(String timeOrigin, String timeScale, String refPosition) {}
