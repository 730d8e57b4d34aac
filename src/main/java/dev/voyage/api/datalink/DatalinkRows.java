package dev.voyage.api.datalink;

import dev.voyage.api.endpoint.MediaTypes;
import dev.voyage.api.files.FileType;
import dev.voyage.api.files.FileView;
import dev.voyage.journal.event.DirectoryLink;
import dev.voyage.journal.event.ObservationEvent;
import dev.voyage.journal.event.OtherLink;
import dev.voyage.journal.record.FileRecord;
import dev.voyage.journal.record.SearchRecord;
import dev.voyage.votable.table.Column;
import dev.voyage.votable.table.Datatype;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of one observation as rows of DataLink 1.1, section 3. */
final class DatalinkRows {

    static final List<Column> COLUMNS = List.of(
            text("ID", "meta.id;meta.main", "voyage's identifier of the observation"),
            text("access_url", "meta.ref.url", "Where it is"),
            text("service_def", "meta.ref", "Not used"),
            text("error_message", "meta.code.error", "Why there is nothing"),
            text("description", "meta.note", "Description of the link"),
            text("semantics", "meta.code", "Semantics of the link, relative to the observation"),
            text("content_type", "meta.code.mime", "Media type"),
            Column.of("content_length", Datatype.LONG)
                    .unit("byte")
                    .ucd("phys.size;meta.file")
                    .description("Size"));

    private static final String CORE = "#this";

    private final String base;
    private final SearchRecord search;

    DatalinkRows(String base, SearchRecord search) {
        this.base = base;
        this.search = search;
    }

    private static Column text(String name, String ucd, String description) {
        return Column.text(name).ucd(ucd).description(description);
    }

    /**
     * The row of a file: voyage's copy if it is complete, else the archive's; empty for an excluded one.
     *
     * @param link to it, if it has a link of its own
     */
    Optional<Object[]> file(FileRecord file, Optional<OtherLink> link) {
        String means =
                link.map(OtherLink::semantics).filter(it -> !it.isBlank()).orElse(CORE);
        if (file.isHere()) {
            String url = base + FileView.href(search.id(), file.file());
            return Optional.of(row(file.observation(), url, file.file(), means, type(file), file.bytes()));
        }
        boolean leftOut = file.state() == FileRecord.State.SKIPPED || file.url() == null;
        return leftOut
                ? Optional.empty()
                : Optional.of(row(
                        file.observation(),
                        file.url(),
                        file.file() + " (at the archive)",
                        means,
                        type(file),
                        file.bytes()));
    }

    private static String type(FileRecord file) {
        String type = FileType.of(file.file()).mediaType();
        return type.equals("application/octet-stream") ? null : type;
    }

    /** The links to files that are fetched, by address. */
    static Map<String, OtherLink> fetched(Optional<ObservationEvent> latest) {
        return latest.stream()
                .flatMap(event -> othersOf(event).stream())
                .filter(OtherLink::isFetched)
                .collect(Collectors.toMap(OtherLink::url, link -> link, (one, same) -> one));
    }

    private static List<OtherLink> othersOf(ObservationEvent event) {
        List<OtherLink> others = null;
        if (event instanceof ObservationEvent.Linked linked) {
            others = linked.others();
        } else if (event instanceof ObservationEvent.Unavailable unavailable) {
            others = unavailable.others();
        }
        return others == null ? List.of() : others;
    }

    /**
     * The rows of the links, other than those to files; for an unknown observation one row with that error.
     *
     * @param latest the latest event about them
     * @param given addresses of files that have rows already
     */
    List<Object[]> links(String observation, Optional<ObservationEvent> latest, Set<String> given) {
        return latest.map(event -> event.accept(new Rows(observation, given)))
                .orElseGet(() ->
                        List.<Object[]>of(error(observation, "NotFoundFault: this search has no such observation")));
    }

    /** The rows for an event about an observation. */
    private final class Rows implements ObservationEvent.ObservationVisitor<List<Object[]>> {

        private final String observation;
        private final Set<String> given;

        Rows(String observation, Set<String> given) {
            this.observation = observation;
            this.given = given;
        }

        @Override
        public List<Object[]> found(ObservationEvent.Found event) {
            return noLinks();
        }

        @Override
        public List<Object[]> linked(ObservationEvent.Linked event) {
            Stream<Object[]> directories = event.directories().stream().map(it -> directory(observation, it));
            return Stream.concat(directories, others(event)).toList();
        }

        @Override
        public List<Object[]> unavailable(ObservationEvent.Unavailable event) {
            String detail = event.detail() == null ? event.reason() : event.detail();
            Object[] why = error(observation, fault(event.reason()) + ": " + detail);
            return Stream.concat(Stream.<Object[]>of(why), others(event)).toList();
        }

        @Override
        public List<Object[]> failed(ObservationEvent.Failed event) {
            Object detail = event.problem().getOrDefault("detail", "its links could not be had");
            return List.<Object[]>of(error(observation, "TransientFault: " + detail));
        }

        @Override
        public List<Object[]> listed(ObservationEvent.Listed event) {
            return noLinks();
        }

        @Override
        public List<Object[]> completed(ObservationEvent.Completed event) {
            return noLinks();
        }

        private List<Object[]> noLinks() {
            return List.<Object[]>of(error(
                    observation,
                    search.phase().isEnd()
                            ? "NotFoundFault: this search looked up no links for it"
                            : "TransientFault: its links have not been looked up yet"));
        }

        /** Without services: those are described in the archive's document, not in this one. */
        private Stream<Object[]> others(ObservationEvent event) {
            return othersOf(event).stream()
                    .filter(link -> !link.url().startsWith("#"))
                    .filter(link -> !given.contains(link.url()))
                    .map(link -> other(observation, link));
        }
    }

    private static String fault(String reason) {
        return switch (reason) {
            case "fault" -> "TransientFault";
            case "proprietary" -> "DefaultFault";
            default -> "NotFoundFault";
        };
    }

    private static Object[] directory(String observation, DirectoryLink link) {
        return row(observation, link.url(), "All of it, a directory", "#package", MediaTypes.HTML, link.bytes());
    }

    private static Object[] other(String observation, OtherLink link) {
        String semantics = link.semantics() == null ? "#auxiliary" : link.semantics();
        return row(observation, link.url(), link.description(), semantics, link.contentType(), link.bytes());
    }

    private static Object[] error(String observation, String message) {
        return new Object[] {observation, null, null, message, null, CORE, null, null};
    }

    private static Object[] row(String id, String url, String description, String semantics, String type, Long length) {
        return new Object[] {id, url, null, null, description, semantics, type, length};
    }
}
