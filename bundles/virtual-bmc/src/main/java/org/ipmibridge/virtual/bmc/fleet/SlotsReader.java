package org.ipmibridge.virtual.bmc.fleet;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.config.ConfigReader;

/** Reads the address plan of a fleet: many addresses with one port, or one address with many ports. */
public final class SlotsReader {
    private static final int IPMI_PORT = 623;
    private static final int IPV4_LENGTH = 4;
    private static final byte LOOPBACK = 127;
    private static final String FORM =
            "must be addresses such as 127.1.0.1-127.1.39.255 or 10.0.8.0/24, several with commas between them";
    private static final Pattern PORTS = Pattern.compile("(\\d{1,5})(?:\\s*-\\s*(\\d{1,5}))?");
    private static final Pattern CIDR = Pattern.compile("(.+)/(\\d{1,3})");

    private final ConfigReader reader;

    private SlotsReader(ConfigReader reader) {
        this.reader = reader;
    }

    /** @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason */
    public static Slots read(ConfigReader reader) {
        return new SlotsReader(reader).read();
    }

    private Slots read() {
        boolean manyPorts = !reader.text("ports").isEmpty();
        boolean manyAddresses = !reader.text("addresses").isEmpty();
        if (manyPorts == manyAddresses) {
            throw manyPorts
                    ? reader.wrong("ports", "must not be given beside addresses: it is one or the other")
                    : reader.wrongUnshown("addresses", "must be given, or ports");
        }
        requireNo(manyPorts ? "port" : "address", manyPorts ? "ports" : "addresses");
        String key = manyPorts ? "ports" : "addresses";
        List<String> parts = reader.list(reader.text(key));
        List<Run> runs = manyPorts ? byPort(parts) : byAddress(parts);
        try {
            return new Slots(runs);
        } catch (IllegalArgumentException e) {
            throw reader.wrong(key, e.getMessage());
        }
    }

    private void requireNo(String key, String other) {
        if (!reader.text(key).isEmpty()) {
            throw reader.wrong(key, "has no meaning beside " + other);
        }
    }

    private List<Run> byPort(List<String> parts) {
        InetAddress address = Stream.of(reader.text("address"))
                .map(text -> text.isEmpty() ? "127.0.0.1" : text)
                .map(text -> literal("address", text, "must be an IPv4 or IPv6 address"))
                .findFirst()
                .orElseThrow();
        List<Run> runs = new ArrayList<>();
        for (String part : parts) {
            Matcher matcher = PORTS.matcher(part);
            int first = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
            int last = first == 0 || matcher.group(2) == null ? first : Integer.parseInt(matcher.group(2));
            if (first < 1 || last > 65535 || last < first) {
                throw reader.wrong("ports", "must be ports such as 10000-19999, 1 to 65535, the lower one first");
            }
            runs.add(new Run(address, first, last - first + 1, true));
        }
        return runs;
    }

    private List<Run> byAddress(List<String> parts) {
        int port = reader.text("port").isEmpty()
                ? IPMI_PORT
                : reader.number("port", () -> Integer.parseInt(reader.text("port")), 1, 65535);
        List<Run> runs = parts.stream()
                .map(part -> {
                    Matcher cidr = CIDR.matcher(part);
                    return cidr.matches() ? network(cidr.group(1), cidr.group(2), port) : range(part, port);
                })
                .flatMap(SlotsReader::usable)
                .toList();
        if (runs.isEmpty()) {
            throw reader.wrong("addresses", "has none that can be listened on");
        }
        return runs;
    }

    /** Java listens on no address of the form 127.x.y.255, which it takes for one of a broadcast. */
    private static Stream<Run> usable(Run run) {
        byte[] first = run.first().getAddress();
        if (first.length != IPV4_LENGTH || first[0] != LOOPBACK || run.size() > Slots.MOST) {
            return Stream.of(run);
        }
        List<Run> usable = new ArrayList<>();
        int begin = 0;
        while (begin < run.size()) {
            int last = run.at(begin).getAddress().getAddress()[IPV4_LENGTH - 1] & 0xFF;
            int size = Math.min(0xFF - last, run.size() - begin);
            if (size > 0) {
                usable.add(new Run(run.at(begin).getAddress(), run.port(), size, false));
            }
            begin += size + 1;
        }
        return usable.stream();
    }

    private Run range(String part, int port) {
        String[] ends = part.split("-", -1);
        if (ends.length > 2) {
            throw reader.wrong("addresses", FORM);
        }
        InetAddress first = literal("addresses", ends[0].strip(), FORM);
        InetAddress last = ends.length == 1 ? first : literal("addresses", ends[1].strip(), FORM);
        return run(first, last, port);
    }

    /** Without the network's own address, and in IPv4 without the one of all hosts, where there are others. */
    private Run network(String address, String prefix, int port) {
        InetAddress base = literal("addresses", address.strip(), FORM);
        int bits = base.getAddress().length * Byte.SIZE;
        int free = bits - Integer.parseInt(prefix);
        if (free < 0 || free >= Integer.SIZE) {
            throw reader.wrong("addresses", "has a network with no or too many addresses");
        }
        BigInteger size = BigInteger.ONE.shiftLeft(free);
        if (Run.number(base).mod(size).signum() != 0) {
            throw reader.wrong("addresses", "must give a network by its first address, which " + address + " is not");
        }
        boolean small = free < 2;
        InetAddress last = Run.plus(base, size.longValue() - (small || bits > Integer.SIZE ? 1 : 2));
        return run(small ? base : Run.plus(base, 1), last, port);
    }

    private Run run(InetAddress first, InetAddress last, int port) {
        BigInteger size = Run.number(last).subtract(Run.number(first)).add(BigInteger.ONE);
        if (first.getAddress().length != last.getAddress().length || size.signum() <= 0) {
            throw reader.wrong("addresses", "must give the lower address of a range first");
        }
        if (size.bitLength() >= Integer.SIZE) {
            throw reader.wrong("addresses", "has more than " + Slots.MOST + " addresses");
        }
        return new Run(first, port, size.intValue(), false);
    }

    private InetAddress literal(String key, String text, String form) {
        try {
            return Addresses.parse(text);
        } catch (IllegalArgumentException e) {
            throw reader.wrong(key, form);
        }
    }
}
