package dev.voyage.search.upload;

import dev.voyage.sky.AngleName;
import dev.voyage.sky.Equinox;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.CoordinateSystem;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The frames that headers of lists give to their columns: astropy's SkyCoord columns, or one frame for all. */
final class FramedColumns {

    private static final Map<String, String> UCDS = Map.of(
            "ra", "pos.eq.ra",
            "dec", "pos.eq.dec",
            "l", "pos.galactic.lon",
            "b", "pos.galactic.lat",
            "sgl", "pos.supergalactic.lon",
            "sgb", "pos.supergalactic.lat",
            "lon", "pos.ecliptic.lon",
            "lat", "pos.ecliptic.lat");

    private FramedColumns() {}

    /** The column in that system, if it is a right ascension or declination and its name gives no frame. */
    static Column equatorial(Column column, CoordinateSystem system) {
        boolean fits = AngleName.of(column.name())
                .filter(name -> name.frame() == null
                        && name.axis().usualFrame().system().isEquatorial())
                .isPresent();
        boolean named = !system.system().isEmpty();
        boolean old =
                Equinox.parse(system.equinox()).map(it -> it.isBesselian()).orElse(false);
        String known = named ? system.system() : old ? "FK4" : "FK5";
        return fits ? column.in(new CoordinateSystem(known, system.equinox(), "", ""), null) : column;
    }

    /** The document's root node, read without creating objects from it; empty if it is not valid YAML. */
    static Optional<Node> yaml(String text) {
        try {
            return Optional.ofNullable(new Yaml(new LoaderOptions()).compose(new StringReader(text)));
        } catch (YAMLException broken) {
            return Optional.empty();
        }
    }

    /** The columns in the frames of the SkyCoord columns that a header in YAML describes. */
    static List<Column> skyCoords(List<Column> columns, Node header) {
        List<Column> placed = new ArrayList<>(columns);
        Optional<Node> mixins = member(header, "meta").flatMap(meta -> member(meta, "__serialized_columns__"));
        if (mixins.isPresent() && mixins.get() instanceof MappingNode all) {
            for (NodeTuple mixin : all.getValue()) {
                String frame = text(mixin.getValueNode(), "frame");
                boolean isSky = text(mixin.getValueNode(), "__class__").endsWith("SkyCoord");
                if (isSky && mixin.getKeyNode() instanceof ScalarNode name) {
                    var system = new CoordinateSystem(
                            frame.isEmpty() ? "icrs" : frame,
                            year(mixin.getValueNode(), "equinox"),
                            year(mixin.getValueNode(), "obstime"),
                            "");
                    place(placed, name.getValue(), mixin.getValueNode(), system);
                }
            }
        }
        return placed;
    }

    private static void place(List<Column> columns, String mixin, Node parts, CoordinateSystem system) {
        UCDS.forEach((part, ucd) -> member(parts, part).ifPresent(node -> {
            String named =
                    member(node, "value").map(value -> text(value, "name")).orElse(text(node, "name"));
            String wanted = named.isEmpty() ? mixin + "." + part : named;
            columns.replaceAll(
                    column -> column.name().equals(wanted) ? column.ucd(ucd).in(system, null) : column);
        }));
    }

    /** A time that astropy has serialized, as a Julian year; empty if there is none. */
    private static String year(Node parts, String name) {
        Optional<Node> time = member(parts, name);
        if (time.isEmpty()) {
            return "";
        }
        try {
            double days = Double.parseDouble(text(time.get(), "jd1")) + Double.parseDouble(text(time.get(), "jd2"));
            return String.format(Locale.ROOT, "J%.6f", 2000 + (days - 2_451_545) / 365.25);
        } catch (NumberFormatException notASingleTime) {
            return "unknown"; // no frame has this equinox
        }
    }

    /** A member of a mapping, or of a list of mappings with one member each (!!omap). */
    static Optional<Node> member(Node node, String name) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals(name)) {
                    return Optional.of(tuple.getValueNode());
                }
            }
        } else if (node instanceof SequenceNode list) {
            for (Node each : list.getValue()) {
                if (each instanceof MappingNode) {
                    Optional<Node> found = member(each, name);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The text of a member; empty if there is none. */
    static String text(Node node, String name) {
        return member(node, name)
                .filter(ScalarNode.class::isInstance)
                .map(member -> ((ScalarNode) member).getValue())
                .orElse("");
    }

    /** A column of an ECSV. */
    static Column column(Node described) {
        return Column.text(text(described, "name").strip())
                .unit(text(described, "unit").strip());
    }
}
