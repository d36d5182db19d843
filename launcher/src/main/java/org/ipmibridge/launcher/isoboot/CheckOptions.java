package org.ipmibridge.launcher.isoboot;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipmibridge.ipmi.console.Login;

/**
 * The command line.
 *
 * @param host host name or address of the BMC
 * @param port its UDP port
 * @param user the user name
 * @param privilege the privilege to ask for; 0 for what the actions need
 * @param device the boot device to set
 * @param get whether to read the boot flags
 * @param power what to do with the power
 * @param yes whether the question before the power cycle is answered already
 * @param persistent whether the boot device is for all boots
 * @param efi whether an EFI boot is asked for
 * @param waitSeconds how long the machine has for its boot
 */
record CheckOptions(
        String host,
        int port,
        String user,
        int privilege,
        Optional<Device> device,
        boolean get,
        Optional<Power> power,
        boolean yes,
        boolean persistent,
        boolean efi,
        int waitSeconds) {
    private static final int IPMI_PORT = 623;
    private static final int DEFAULT_WAIT_SECONDS = 120;

    /** Whether everything is to be checked: no single action is asked for. */
    boolean whole() {
        return device.isEmpty() && !get && power.isEmpty();
    }

    /** The privilege that the actions need (IPMI v2.0, table G-1), unless one is asked for. */
    int neededPrivilege() {
        if (privilege != 0) {
            return privilege;
        }
        boolean readsPowerOnly = device.isEmpty() && !get && power.equals(Optional.of(Power.STATUS));
        return readsPowerOnly ? Login.USER : Login.OPERATOR;
    }

    /** Reads a command line. */
    static CheckOptions parse(List<String> arguments) throws UsageException {
        Builder builder = new Builder();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            builder.take(rest.next(), rest);
        }
        return builder.build();
    }

    /** Collects what the options say. */
    private static final class Builder {
        private String host;
        private int port = IPMI_PORT;
        private String user;
        private int privilege;
        private Device device;
        private boolean get;
        private Power power;
        private boolean yes;
        private boolean persistent;
        private boolean efi;
        private int waitSeconds = DEFAULT_WAIT_SECONDS;

        private void take(String option, Iterator<String> rest) throws UsageException {
            switch (option) {
                case "--get" -> get = true;
                case "--yes" -> yes = true;
                case "--persistent" -> persistent = true;
                case "--efi" -> efi = true;
                default -> take(option, value(option, rest));
            }
        }

        private void take(String option, String value) throws UsageException {
            switch (option) {
                case "--host" -> host = value;
                case "--port" -> port = number(option, value, 65535);
                case "--user" -> user = value;
                case "--privilege" -> privilege = privilege(value);
                case "--device" -> device = choice(Device.class, option, value);
                case "--power" -> power = choice(Power.class, option, value);
                case "--wait" -> waitSeconds = number(option, value, 3600);
                default -> throw unknown(option);
            }
        }

        private static String value(String option, Iterator<String> rest) throws UsageException {
            if (!option.matches("--(host|port|user|privilege|device|power|wait)")) {
                throw unknown(option);
            }
            if (!rest.hasNext()) {
                throw new UsageException(option + " needs a value");
            }
            return rest.next();
        }

        private static UsageException unknown(String option) {
            return new UsageException(
                    option.startsWith("--pass")
                            ? "a password is never an argument: others could see it; put it into IPMI_PASSWORD"
                            : "iso-boot-check does not know '" + option + "'");
        }

        private static int number(String option, String value, int highest) throws UsageException {
            if (!value.matches("\\d{1,5}") || Integer.parseInt(value) < 1 || Integer.parseInt(value) > highest) {
                throw new UsageException(option + " must be 1 to " + highest + ", not '" + value + "'");
            }
            return Integer.parseInt(value);
        }

        private static int privilege(String value) throws UsageException {
            for (int level = Login.USER; level <= Login.ADMINISTRATOR; level++) {
                if (Login.privilegeName(level).equals(value)) {
                    return level;
                }
            }
            throw new UsageException("--privilege must be user, operator or administrator, not '" + value + "'");
        }

        private static <E extends Enum<E>> E choice(Class<E> type, String option, String value) throws UsageException {
            for (E choice : type.getEnumConstants()) {
                if (name(choice).equals(value)) {
                    return choice;
                }
            }
            List<String> names =
                    Arrays.stream(type.getEnumConstants()).map(Builder::name).toList();
            throw new UsageException(option + " must be one of " + String.join(", ", names) + ", not '" + value + "'");
        }

        private static String name(Enum<?> choice) {
            return choice.name().toLowerCase(Locale.ROOT);
        }

        private CheckOptions build() throws UsageException {
            if (host == null || host.isBlank()) {
                throw new UsageException("--host is missing");
            }
            if (user == null) {
                throw new UsageException("--user is missing");
            }
            boolean sets = device != null || !get && power == null;
            if ((persistent || efi) && !sets) {
                throw new UsageException("--persistent and --efi belong to --device");
            }
            String plainHost = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
            return new CheckOptions(
                    plainHost,
                    port,
                    user,
                    privilege,
                    Optional.ofNullable(device),
                    get,
                    Optional.ofNullable(power),
                    yes,
                    persistent,
                    efi,
                    waitSeconds);
        }
    }
}
