package dev.voyage.upstream.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides which addresses lead to the public internet, and not to the local machine or network.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA special-purpose addresses, IPv4</a> and the
 *     same for IPv6
 */
final class PublicAddresses {

    private static final List<CidrBlock> SPECIAL = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "168.63.129.16/32", // the management address of Azure machines, public only in form
            "169.254.0.0/16", // link-local, cloud metadata
            "172.16.0.0/12", // private
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16", // private
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24", // documentation
            "203.0.113.0/24", // documentation
            "224.0.0.0/4", // multicast
            "240.0.0.0/4", // reserved, broadcast
            "2001::/23", // protocol assignments, Teredo
            "2001:db8::/32", // documentation
            "3fff::/20"); // documentation
    private static final CidrBlock GLOBAL_UNICAST = CidrBlock.of("2000::/3");
    private static final CidrBlock NAT64 = CidrBlock.of("64:ff9b::/96");
    private static final CidrBlock SIX_TO_FOUR = CidrBlock.of("2002::/16");

    private PublicAddresses() {}

    static boolean has(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (NAT64.contains(bytes)) {
            return isOrdinary(Arrays.copyOfRange(bytes, 12, 16));
        }
        if (SIX_TO_FOUR.contains(bytes)) {
            return isOrdinary(Arrays.copyOfRange(bytes, 2, 6));
        }
        return (bytes.length == 4 || GLOBAL_UNICAST.contains(bytes)) && isOrdinary(bytes);
    }

    private static boolean isOrdinary(byte[] address) {
        return SPECIAL.stream().noneMatch(network -> network.contains(address));
    }

    private static List<CidrBlock> networks(String... texts) {
        return Stream.of(texts).map(CidrBlock::of).toList();
    }
}
