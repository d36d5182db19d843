package org.ipmibridge.ipmi.console;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks a BMC for its cipher suites (IPMI v2.0, section 22.15). */
final class CipherSuiteList {
    private static final int APP = 0x06;
    private static final int GET_CHANNEL_CIPHER_SUITES = 0x54;
    private static final int THIS_CHANNEL = 0x0E;
    private static final int BY_SUITE = 0x80;
    private static final int CHUNK = 16;
    private static final int LAST_INDEX = 0x3F;

    private static final int STANDARD_RECORD = 0xC0;
    private static final int OEM_RECORD = 0xC1;

    private CipherSuiteList() {}

    /** The IDs in the BMC's order; empty where it does not tell. */
    static Optional<List<Integer>> of(Sessionless bmc) {
        ByteArrayOutputStream records = new ByteArrayOutputStream();
        for (int index = 0; index <= LAST_INDEX; index++) {
            byte[] data = chunk(bmc, index);
            if (data.length > 1) {
                records.write(data, 1, data.length - 1);
            }
            if (data.length <= CHUNK) {
                break;
            }
        }
        List<Integer> suites = parse(records.toByteArray());
        return suites.isEmpty() ? Optional.empty() : Optional.of(suites);
    }

    /** Up to 16 bytes of the list behind the channel's number; empty when the BMC does not answer or does not know the command. */
    private static byte[] chunk(Sessionless bmc, int index) {
        try {
            Message answer = bmc.ask20(
                    "Get Channel Cipher Suites", APP, GET_CHANNEL_CIPHER_SUITES, THIS_CHANNEL, 0, BY_SUITE | index);
            return answer.code() == 0 ? answer.data() : new byte[0];
        } catch (NoAnswerException e) {
            return new byte[0];
        }
    }

    /** The suites' own numbers, of standard records; those of OEM records and the algorithms are passed over (table 22-19). */
    static List<Integer> parse(byte[] records) {
        List<Integer> suites = new ArrayList<>();
        for (int i = 0; i + 1 < records.length; i++) {
            int tag = records[i] & 0xFF;
            if (tag == STANDARD_RECORD) {
                suites.add(records[++i] & 0xFF);
            } else if (tag == OEM_RECORD) {
                i += 4;
            }
        }
        return suites;
    }
}
