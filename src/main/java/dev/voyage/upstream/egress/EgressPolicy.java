package dev.voyage.upstream.egress;

import dev.voyage.problem.Problem;
import dev.voyage.problem.ProblemType;
import dev.voyage.problem.QuotedText;
import dev.voyage.upstream.uri.Urls;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides where requests may go: http and https to the public internet, and to hosts that the operator allows. Documents and
 * redirects of third parties contain addresses; without this policy they could make voyage send requests to machines of its own
 * network.
 */
public final class EgressPolicy {

    /** If the last label is a number, many resolvers read the host as an IPv4 address. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9A-Fa-f]*)\\.?");

    private final List<Allowed> allowed;
    private final Predicate<InetAddress> ours;

    /**
     * @param allow hosts, {@code host:port}, addresses, networks in CIDR form that may be reached although they are not public
     * @throws IllegalArgumentException when one of them has none of these forms
     */
    public EgressPolicy(List<String> allow) {
        this(allow, EgressPolicy::isOfThisMachine);
    }

    /** @param ours whether an address is this machine's own: no firewall protects the services that listen there */
    public EgressPolicy(List<String> allow, Predicate<InetAddress> ours) {
        this.allowed = allow.stream().map(String::strip).map(Allowed::of).toList();
        this.ours = ours;
    }

    private static boolean isOfThisMachine(InetAddress address) {
        try {
            return NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException unknown) {
            return false;
        }
    }

    /**
     * The checks that need no resolved addresses.
     *
     * @throws Problem {@code EGRESS_REFUSED}
     */
    public void check(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            throw refused("not http or https: " + QuotedText.of(uri.toString()));
        }
        if (uri.getHost() == null) {
            throw refused("not a host: " + QuotedText.of(String.valueOf(uri.getRawAuthority())));
        }
        if (uri.getRawUserInfo() != null) {
            throw refused("an address with a user in it, at " + QuotedText.of(uri.getHost()));
        }
        String host = bare(uri);
        Optional<InetAddress> literal = CidrBlock.literal(host);
        if (literal.isEmpty() && (host.indexOf(':') >= 0 || NUMBER.matcher(host).matches())) {
            throw refused("not the plain form of an address: " + QuotedText.of(host));
        }
        literal.ifPresent(address -> permitted(uri, List.of(address)));
    }

    /**
     * The host's addresses that may be connected to, in their order; at least one.
     *
     * @throws Problem {@code EGRESS_REFUSED}
     */
    public List<InetAddress> permitted(URI uri, List<InetAddress> addresses) {
        String host = bare(uri);
        int port = port(uri);
        List<InetAddress> permitted = addresses.stream()
                .filter(address -> (PublicAddresses.has(address) && !BlockedPorts.has(port) && !ours.test(address))
                        || allowed.stream().anyMatch(one -> one.allows(host, address, port)))
                .toList();
        if (permitted.isEmpty()) {
            throw refused(
                            BlockedPorts.has(port)
                                    ? "port " + port + " of " + QuotedText.of(host) + " is not one of web servers"
                                    : QuotedText.of(host) + " is not a public address and not allowed")
                    .at(Urls.authority(uri));
        }
        return permitted;
    }

    /** The host without the brackets of IPv6, in lower case. */
    public static String bare(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    public static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
    }

    private static Problem refused(String detail) {
        return Problem.of(ProblemType.EGRESS_REFUSED, detail);
    }

    /**
     * One entry of the list: a host or a network, at one port or all.
     *
     * @param host null for a network
     * @param network null for a host
     * @param port negative for all
     */
    private record Allowed(String host, CidrBlock network, int port) {

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?");

        static Allowed of(String entry) {
            boolean bracketed = entry.startsWith("[") && entry.indexOf(']') > 0;
            int colon = entry.lastIndexOf(':');
            boolean withPort = bracketed ? colon > entry.indexOf(']') : colon >= 0 && colon == entry.indexOf(':');
            int port = withPort ? Integer.parseInt(entry.substring(colon + 1)) : -1;
            String rest = withPort ? entry.substring(0, colon) : entry;
            String host = bracketed ? rest.substring(1, rest.indexOf(']')) : rest;
            if (host.indexOf('/') >= 0 || CidrBlock.literal(host).isPresent()) {
                return new Allowed(null, CidrBlock.of(host), port);
            }
            if (!HOST.matcher(host).matches()) {
                throw new IllegalArgumentException(
                        "not a host, host:port, address or network: " + QuotedText.of(entry));
            }
            return new Allowed(host.toLowerCase(Locale.ROOT), null, port);
        }

        boolean allows(String name, InetAddress address, int at) {
            boolean here = port < 0 || port == at;
            return here && (network == null ? host.equals(name) : network.contains(address.getAddress()));
        }
    }
}
