package dev.voyage.search.fetch;

import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.search.resume.RecoveredObservation;
import dev.voyage.search.run.LinkNames;
import dev.voyage.search.run.SearchRun;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The links to files of one observation, with the name of each file: the same whenever the links are the same. */
final class LinkedFiles {

    private final ListingSources archives;

    LinkedFiles(ListingSources archives) {
        this.archives = archives;
    }

    /** A linked file; {@code name} is unique among those of its observation. */
    record Named(LinkResult.Other link, URI url, String name) {}

    /**
     * All of them, in the order of the document; requests from the archive the names that the addresses do not contain, unless an
     * earlier run of the search has reported the file.
     */
    Uni<List<Named>> of(LinkResult.Found found, SearchRun run) {
        Optional<RecoveredObservation> before = run.past().observation(found.observation());
        return Multi.createFrom()
                .iterable(found.files())
                .onItem()
                .transformToUniAndConcatenate(link -> named(link, before, run))
                .collect()
                .asList()
                .map(LinkedFiles::distinguished);
    }

    private Uni<Named> named(LinkResult.Other link, Optional<RecoveredObservation> before, SearchRun run) {
        URI url = Urls.parse(link.url());
        boolean known = before.map(it -> it.isToBeMet(url)).orElse(false);
        return LinkNames.isTold(url) || known
                ? Uni.createFrom().item(new Named(link, url, LinkNames.of(url, Optional.empty(), link.contentType())))
                : archives.web()
                        .head(url, run.context())
                        .map(head -> new Named(link, url, LinkNames.of(url, head, link.contentType())));
    }

    /** Of files with the same name, all but the first by address get a number, so that the order of the links does not matter. */
    private static List<Named> distinguished(List<Named> files) {
        List<Named> byAddress = new ArrayList<>(files);
        byAddress.sort(Comparator.comparing(file -> file.url().toString()));
        Set<String> taken = new HashSet<>();
        files.forEach(file -> taken.add(key(file.name())));
        Set<String> given = new HashSet<>();
        Map<URI, Named> named = new HashMap<>();
        for (Named file : byAddress) {
            String name = file.name();
            if (!given.add(key(name))) {
                int number = 2;
                do {
                    name = LinkNames.numbered(file.name(), number++);
                } while (taken.contains(key(name)) || !given.add(key(name)));
            }
            named.put(file.url(), new Named(file.link(), file.url(), name));
        }
        return files.stream().map(file -> named.get(file.url())).toList();
    }

    /** Case-insensitive file systems would treat them as one. */
    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
