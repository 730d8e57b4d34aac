package dev.voyage.upstream.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/** A range of addresses in CIDR form, or one address. */
public final class CidrBlock {

    private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern V4 = Pattern.compile(BYTE + "(\\." + BYTE + "){3}");
    private static final Pattern V6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private final byte[] first;
    private final int prefix;

    private CidrBlock(byte[] first, int prefix) {
        this.first = first;
        this.prefix = prefix;
    }

    /** @throws IllegalArgumentException when the text is not a valid one */
    static CidrBlock of(String text) {
        int slash = text.indexOf('/');
        byte[] address = literal(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("not a network: " + text))
                .getAddress();
        int most = address.length * 8;
        int prefix = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (prefix < 0 || prefix > most) {
            throw new IllegalArgumentException("not a network: " + text);
        }
        return new CidrBlock(address, prefix);
    }

    /**
     * The address that this text is, if it is one in plain form: four decimal numbers without leading zeros, or IPv6 without
     * brackets and zone. Does no name lookup.
     */
    public static Optional<InetAddress> literal(String text) {
        if (!V4.matcher(text).matches() && !V6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getAllByName(text)[0]);
        } catch (UnknownHostException notOne) {
            return Optional.empty();
        }
    }

    boolean contains(byte[] address) {
        if (address.length != first.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((address[bit / 8] & mask) != (first[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
