package dev.voyage.datalink.rule;

import dev.voyage.problem.QuotedText;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The files to fetch among an observation's links: those with wanted semantics and an address that is neither that of a
 * directory, nor of another {links} document, nor of a service. Each address once.
 *
 * @param locked addresses that would count if they could be read without authorization
 * @param unusable the defects of the others that would count, as sentences
 */
public record FileLinks(List<Link.Address> wanted, List<String> locked, List<String> unusable) {

    /** A name with an extension, in the path or in a parameter; not that of a script. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)//[^/]+/.*[^/?&=]\\.(?!(?:php|cgi|pl|aspx?|jspx?|do)(?:$|[?#]))[a-z][a-z0-9]{0,7}(?:$|[?&#])");

    public static FileLinks among(List<Link> links, LinkChoice choice) {
        List<Link.Address> wanted = new ArrayList<>();
        List<String> locked = new ArrayList<>();
        List<String> unusable = new ArrayList<>();
        Set<String> places = new HashSet<>();
        for (Link link : links) {
            if (link instanceof Link.Address address && isLostDirectory(address, links, choice)) {
                unusable.add("its link " + address.semantics() + " is a directory that cannot be listed: "
                        + QuotedText.of(address.url()));
            } else if (link instanceof Link.Address address && isFile(address, choice)) {
                Optional<URI> url = DirectoryLinks.parse(address.url());
                if (url.isEmpty()) {
                    unusable.add(
                            "its link " + address.semantics() + " is no http address: " + QuotedText.of(address.url()));
                } else if (!address.allowed() || DirectoryLinks.isEncrypted(url.get())) {
                    locked.add(address.url());
                } else if (places.add(DirectoryLinks.place(url.get()))) {
                    wanted.add(address);
                }
            }
        }
        return new FileLinks(wanted, locked, unusable);
    }

    public boolean isEmpty() {
        return wanted.isEmpty();
    }

    /**
     * Whether a wanted link is typed as a directory and cannot be listed: it has a query or is no http address, and no link to a
     * directory of the same name is another way to it.
     */
    private static boolean isLostDirectory(Link.Address link, List<Link> links, LinkChoice choice) {
        return choice.wants(link.semantics())
                && MediaType.isDirectory(link.contentType())
                && !link.isDatalink()
                && !DirectoryLinks.isOne(link)
                && !DirectoryLinks.isBibliography(link.semantics())
                && links.stream()
                        .noneMatch(other -> other instanceof Link.Address way
                                && DirectoryLinks.isOne(way)
                                && name(way.url()).equals(name(link.url())));
    }

    /** The last name of a path. */
    private static String name(String url) {
        String path = url.strip().replaceAll("[?#].*", "").replaceAll("/+$", "");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static boolean isFile(Link.Address link, LinkChoice choice) {
        return choice.wants(link.semantics())
                && !link.isDatalink()
                && !DirectoryLinks.isOne(link)
                && !MediaType.isDirectory(link.contentType())
                && !DirectoryLinks.isBibliography(link.semantics())
                && !isPage(link);
    }

    /**
     * Whether it is a page for people: typed as one and with semantics of an archive's own vocabulary, or marked as the
     * data although its address has no file name. Pages of other core terms, such as documentation, are fetched when
     * chosen.
     */
    private static boolean isPage(Link.Address link) {
        String term = LinkTerms.of(link.semantics());
        return MediaType.isPage(link.contentType())
                && (!LinkTerms.isCore(term)
                        || (term.equals(LinkTerms.THIS)
                                && !NAMED.matcher(link.url().strip()).find()));
    }

    /** All links except the kept directories, in the form of the API; the wanted ones marked. */
    List<LinkResult.Other> marked(List<LinkResult.Other> others) {
        Set<String> fetched = new HashSet<>();
        wanted.forEach(link -> fetched.add(key(link.url(), link.semantics())));
        return others.stream()
                // of equal ones the first is fetched
                .map(other -> fetched.remove(key(other.url(), other.semantics())) ? other.fetched() : other)
                .toList();
    }

    private static String key(String url, String semantics) {
        return semantics + "\n" + url;
    }
}
