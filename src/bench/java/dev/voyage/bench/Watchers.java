package dev.voyage.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many readers of one stream of server-sent events, in one thread. Counts the events of each reader and their age on
 * arrival. An event carries {@code "sent":} (microseconds since 1970) and may carry {@code "time":} (RFC 3339).
 *
 * <p>Arguments: host, port, path, readers, number of stalled readers among them (which send a request and never read),
 * first source address. Commands on standard input, one line each, answered by one line: {@code open} waits until every
 * stream has begun; {@code mark} resets the counts; {@code wait EVENTS MILLIS} waits until every reader has that number
 * of events; {@code quit}.
 */
public final class Watchers {

    private static final int CONNECTING_AT_ONCE = 200;
    private static final int PER_SOURCE = 2000;

    private final InetSocketAddress server;
    private final byte[] request;
    private final int readers;
    private final int stalled;
    private final int[] source;
    private final Selector selector = Selector.open();
    private final Queue<String> commands = new ConcurrentLinkedQueue<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private final byte[] bytes = new byte[1 << 20];

    private int started;
    private int open;
    private int lost;
    private int connecting;
    private long events;
    private int wanted = Integer.MAX_VALUE;
    private int done;
    private long first;
    private long last;
    private long deadline = Long.MAX_VALUE;
    private boolean awaitingOpen;
    private long[] ages = new long[1 << 16];
    private int aged;
    private long[] lags = new long[1 << 16];
    private int lagged;

    private static final class Reader {
        final boolean stalls;
        boolean isOpen;
        int events;
        byte[] rest = new byte[0];

        Reader(boolean stalls) {
            this.stalls = stalls;
        }
    }

    private Watchers(String[] args) throws IOException {
        server = new InetSocketAddress(args[0], Integer.parseInt(args[1]));
        request = ("GET " + args[2] + " HTTP/1.1\r\nHost: " + args[0] + ":" + args[1]
                        + "\r\nAccept: text/event-stream\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        readers = Integer.parseInt(args[3]);
        stalled = Integer.parseInt(args[4]);
        source = Arrays.stream(args[5].split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    public static void main(String[] args) throws IOException {
        var watchers = new Watchers(args);
        var listening = new Thread(watchers::listen, "commands");
        listening.setDaemon(true);
        listening.start();
        watchers.run();
    }

    private void listen() {
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                commands.add(line);
                selector.wakeup();
            }
        } catch (IOException gone) {
            // end of input: quit below
        }
        commands.add("quit");
        selector.wakeup();
    }

    private void run() throws IOException {
        while (true) {
            for (String command = commands.poll(); command != null; command = commands.poll()) {
                if (command.equals("quit")) {
                    return;
                }
                obey(command.split(" ", -1));
            }
            while (connecting < CONNECTING_AT_ONCE && started < readers + stalled) {
                connect();
            }
            selector.select(20);
            for (SelectionKey key : selector.selectedKeys()) {
                ready(key);
            }
            selector.selectedKeys().clear();
            report();
        }
    }

    private void obey(String[] command) {
        switch (command[0]) {
            case "open" -> awaitingOpen = true;
            case "mark" -> {
                events = 0;
                aged = 0;
                lagged = 0;
                done = 0;
                first = 0;
                selector.keys().forEach(key -> ((Reader) key.attachment()).events = 0);
                System.out.println("marked");
            }
            default -> {
                wanted = Integer.parseInt(command[1]);
                deadline = System.currentTimeMillis() + Long.parseLong(command[2]);
                done = (int) selector.keys().stream()
                        .map(key -> (Reader) key.attachment())
                        .filter(reader -> !reader.stalls && reader.events >= wanted)
                        .count();
            }
        }
    }

    private void report() {
        if (awaitingOpen && open + lost == readers + stalled) {
            awaitingOpen = false;
            System.out.println("{\"open\": " + open + ", \"lost\": " + lost + "}");
        }
        boolean late = System.currentTimeMillis() > deadline;
        if (wanted < Integer.MAX_VALUE && (done >= readers || late)) {
            wanted = Integer.MAX_VALUE;
            deadline = Long.MAX_VALUE;
            Arrays.sort(ages, 0, aged);
            Arrays.sort(lags, 0, lagged);
            System.out.println("{\"events\": " + events + ", \"readers\": " + readers + ", \"complete\": " + done
                    + ", \"lost\": " + lost + ", \"micros\": " + (last - first) + ", \"age\": " + quantiles(ages, aged)
                    + ", \"lag\": " + quantiles(lags, lagged) + "}");
        }
    }

    /** The median, the 99th percentile and the maximum, in microseconds. */
    private static String quantiles(long[] sorted, int count) {
        return count == 0
                ? "null"
                : "[" + sorted[count / 2] + ", " + sorted[(int) (count * 0.99)] + ", " + sorted[count - 1] + "]";
    }

    private void connect() throws IOException {
        boolean stalls = started < stalled;
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        int at = source[3] + started / PER_SOURCE;
        channel.bind(new InetSocketAddress(source[0] + "." + source[1] + "." + source[2] + "." + at, 0));
        if (stalls) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        }
        started++;
        connecting++;
        channel.register(selector, SelectionKey.OP_CONNECT, new Reader(stalls));
        channel.connect(server);
    }

    private void ready(SelectionKey key) throws IOException {
        var channel = (SocketChannel) key.channel();
        var reader = (Reader) key.attachment();
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                channel.write(ByteBuffer.wrap(request));
                key.interestOps(SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                read(key, channel, reader);
            }
        } catch (IOException broken) {
            lose(key, reader);
        }
    }

    private void lose(SelectionKey key, Reader reader) throws IOException {
        key.cancel();
        key.channel().close();
        lost++;
        if (reader.isOpen) {
            open--;
        } else {
            connecting--;
        }
    }

    private void read(SelectionKey key, SocketChannel channel, Reader reader) throws IOException {
        buffer.clear();
        int got = channel.read(buffer);
        if (got < 0) {
            lose(key, reader);
            return;
        }
        long now = micros();
        if (!reader.isOpen) {
            reader.isOpen = true;
            open++;
            connecting--;
            if (reader.stalls) {
                key.interestOps(0);
                return;
            }
        }
        int held = reader.rest.length;
        System.arraycopy(reader.rest, 0, bytes, 0, held);
        buffer.flip();
        buffer.get(bytes, held, got);
        int end = held + got;
        int from = 0;
        for (int at = Math.max(0, held - 1); at + 1 < end; at++) {
            if (bytes[at] == '\n' && bytes[at + 1] == '\n') {
                frame(reader, from, at, now);
                from = at + 2;
            }
        }
        reader.rest = from == end ? NOTHING : Arrays.copyOfRange(bytes, from, end);
    }

    private static final byte[] NOTHING = new byte[0];
    private static final byte[] DATA = "\ndata: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SENT = "\"sent\":".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TIME = "\"time\":\"".getBytes(StandardCharsets.US_ASCII);

    private void frame(Reader reader, int from, int to, long now) {
        int sent = find(DATA, from, to) < 0 ? -1 : find(SENT, from, to);
        if (sent < 0) {
            return; // a comment, or an event without a time
        }
        events++;
        if (++reader.events == wanted) {
            done++;
        }
        first = first == 0 ? now : first;
        last = now;
        long since = 0;
        for (int at = sent + SENT.length; at < to; at++) {
            if (bytes[at] >= '0' && bytes[at] <= '9') {
                since = 10 * since + bytes[at] - '0';
            } else if (since > 0) {
                break;
            }
        }
        ages = aged == ages.length ? Arrays.copyOf(ages, 2 * aged) : ages;
        ages[aged++] = now - since;
        int time = find(TIME, from, to);
        if (time >= 0) {
            String text = new String(bytes, time + TIME.length, 24, StandardCharsets.US_ASCII);
            lags = lagged == lags.length ? Arrays.copyOf(lags, 2 * lagged) : lags;
            lags[lagged++] = now - 1000 * Instant.parse(text).toEpochMilli();
        }
    }

    private int find(byte[] wantedBytes, int from, int to) {
        for (int at = from; at + wantedBytes.length <= to; at++) {
            int same = 0;
            while (same < wantedBytes.length && bytes[at + same] == wantedBytes[same]) {
                same++;
            }
            if (same == wantedBytes.length) {
                return at;
            }
        }
        return -1;
    }

    private static long micros() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1000;
    }
}
