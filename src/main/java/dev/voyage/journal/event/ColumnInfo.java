package dev.voyage.journal.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * One column of a catalogue, as its FIELD describes it (VOTable 1.5, section 4.1); null if the FIELD does not give the property.
 *
 * @param name unique in its table
 * @param arraysize null for a scalar
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ColumnInfo(
        String name,
        String datatype,
        String arraysize,
        String unit,
        String ucd,
        String utype,
        String xtype,
        String description,
        Coosys coosys,
        Timesys timesys) {

    /** The frame of a column of positions, as a COOSYS of VOTable gives it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Coosys(String system, String equinox, String epoch, String refposition) {}

    /** The system of a column of times, as a TIMESYS of VOTable gives it. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Timesys(String timeorigin, String timescale, String refposition) {}

    /** A column without utype, xtype and systems. */
    public ColumnInfo(String name, String datatype, String arraysize, String unit, String ucd, String description) {
        this(name, datatype, arraysize, unit, ucd, null, null, description, null, null);
    }
}
