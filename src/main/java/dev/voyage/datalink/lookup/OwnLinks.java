package dev.voyage.datalink.lookup;

import dev.voyage.coding.PercentCoding;
import dev.voyage.datalink.document.AccessColumns;
import dev.voyage.datalink.document.IdMatcher;
import dev.voyage.datalink.document.LinkService;
import dev.voyage.datalink.document.LinkSubject;
import dev.voyage.datalink.document.RowIds;
import dev.voyage.datalink.rule.DirectoryLinks;
import dev.voyage.datalink.rule.Link;
import dev.voyage.datalink.rule.LinkResult;
import dev.voyage.datalink.rule.LinkSet;
import dev.voyage.datalink.rule.LinkVerdict;
import dev.voyage.datalink.rule.LinkedRow;
import dev.voyage.datalink.rule.MediaType;
import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.UpstreamRequest;
import dev.voyage.upstream.uri.Urls;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The links of observations with the location of the data in their own rows: a {links} document, or a file. */
public final class OwnLinks {

    private static final Pattern ID_PARAMETER = Pattern.compile("(?i)(?:^|&)id=([^&]+)");
    private static final Pattern FILE_NAME =
            Pattern.compile("(?i).*\\.(?!(?:x?html?|php|jsp|aspx?|cgi|do)$)[a-z][a-z0-9]{0,7}");

    private final LinksRequests documents;
    private final LinkVerdict verdict;
    private final IdMatcher echo;
    private final Optional<LinkService> service;

    /**
     * @param asked all of them: the id of one is not an alternative form of another
     * @param known further ids of the search
     * @param service the table's service, which has no id for any of them
     */
    public OwnLinks(
            LinksRequests documents,
            LinkVerdict verdict,
            List<LinkedRow> asked,
            Collection<String> known,
            Optional<LinkService> service) {
        this.documents = documents;
        this.verdict = verdict;
        this.service = service;
        List<String> all = new ArrayList<>(known);
        for (LinkedRow one : asked) {
            all.addAll(ids(one, address(one)));
        }
        this.echo = new IdMatcher(all);
    }

    /** The result for one observation; never fails with a {@code Problem}. */
    public Uni<LinkResult> of(LinkedRow asked) {
        Optional<Link.Address> address = address(asked);
        if (address.isEmpty()) {
            return Uni.createFrom().item(without(asked));
        }
        return Uni.createFrom()
                .deferred(() -> behind(address.get(), asked))
                .map(links -> verdict.on(asked, links))
                .onFailure(Problem.class)
                .recoverWithItem(failure -> new LinkResult.Failed(asked.observation(), failure));
    }

    /** Neither its service nor its row has an address. */
    private LinkResult without(LinkedRow asked) {
        if (service.filter(s -> s.isUnreadable(asked.row())).isPresent()) {
            String why = "its " + service.orElseThrow().columnName() + ", by which links are asked for, cannot be read";
            return new LinkResult.Failed(asked.observation(), Problem.of(ProblemType.MALFORMED, why));
        }
        String why = service.map(s -> "its row has no " + s.columnName() + " to ask for links with")
                .orElse("neither the table nor its row says where links are");
        return verdict.on(asked, LinkSet.of(List.of(new Link.Broken(why))));
    }

    private static Optional<Link.Address> address(LinkedRow asked) {
        return AccessColumns.in(asked.row().columns()).linkOf(asked.row(), asked.document());
    }

    /** The link itself, or the links of the document at its address. */
    private Uni<LinkSet> behind(Link.Address address, LinkedRow asked) {
        if (address.isDatalink()) {
            return document(address, asked);
        }
        Optional<URI> url = DirectoryLinks.parse(address.url());
        boolean unknown = address.contentType().isBlank()
                && url.isPresent()
                && !DirectoryLinks.isOne(address)
                && !isNamedAsFile(url.get());
        return unknown
                ? documents.typeOf(url.get()).chain(type -> typed(address.of(type), asked))
                : Uni.createFrom().item(LinkSet.of(List.of(page(address) ? address.being("") : address)));
    }

    /** For an address without a type in the row. */
    private Uni<LinkSet> typed(Link.Address address, LinkedRow asked) {
        if (address.isDatalink()) {
            return document(address, asked);
        } else if (page(address) && AccessColumns.in(asked.row().columns()).certain()) {
            throw Problem.of(
                    ProblemType.MALFORMED,
                    "the address of its data leads to a web page: " + QuotedText.of(address.url()) + " is "
                            + QuotedText.of(address.contentType()));
        }
        return Uni.createFrom().item(LinkSet.of(List.of(page(address) ? address.being("") : address)));
    }

    /** Whether it is a page about the data rather than the data. */
    private static boolean page(Link.Address address) {
        return MediaType.isPage(address.contentType())
                && !DirectoryLinks.isOne(address)
                && DirectoryLinks.parse(address.url())
                        .filter(OwnLinks::isNamedAsFile)
                        .isEmpty();
    }

    private Uni<LinkSet> document(Link.Address address, LinkedRow asked) {
        URI url = Urls.parse(address.url());
        var questioned = new LinkSubject(asked.observation(), ids(asked, Optional.of(address)), echo);
        return documents
                .all(UpstreamRequest.get(url), questioned)
                .chain(links -> NestedLinks.follow(documents, questioned, verdict.choice(), url, links));
    }

    /** Then it is neither a document of links nor a page: the content is handled as a file of that name. */
    private static boolean isNamedAsFile(URI url) {
        String path = url.getRawPath();
        return url.getRawQuery() == null
                && FILE_NAME.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }

    private static Set<String> ids(LinkedRow asked, Optional<Link.Address> address) {
        Set<String> ids = new HashSet<>(RowIds.of(asked.row()));
        ids.add(asked.observation());
        address.flatMap(link -> DirectoryLinks.parse(link.url()))
                .map(URI::getRawQuery)
                .ifPresent(query -> {
                    Matcher id = ID_PARAMETER.matcher(query);
                    while (id.find()) {
                        ids.add(PercentCoding.decode(id.group(1).replace('+', ' '))
                                .strip());
                    }
                });
        ids.removeIf(id -> id.isBlank() || id.toLowerCase(Locale.ROOT).equals("null"));
        return ids;
    }
}
