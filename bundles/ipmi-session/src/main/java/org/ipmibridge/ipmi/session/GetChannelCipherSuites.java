package org.ipmibridge.ipmi.session;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.session.PayloadType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Get Channel Cipher Suites (IPMI v2.0, section 22.15). The list comes in pieces of 16 bytes; the first shorter one is the last. ipmitool asks
 * before each session, and waits ten seconds where it gets no answer.
 */
@Component(service = CommandHandler.class)
@IpmiCommand(
        netFn = 0x06,
        command = 0x54,
        name = "Get Channel Cipher Suites",
        privilege = PrivilegeLevel.CALLBACK,
        sessionless = true)
public final class GetChannelCipherSuites implements CommandHandler {
    private static final int PIECE = 16;
    private static final int BY_SUITE = 0x80;
    private static final int STANDARD_SUITE = 0xC0;
    private static final int INTEGRITY = 0x40;
    private static final int CONFIDENTIALITY = 0x80;

    private final Settings settings;

    @Activate
    public GetChannelCipherSuites(@Reference Settings settings) {
        this.settings = settings;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        int payloadType = reader.uint8() & 0x3F;
        int index = reader.uint8();
        reader.expectEnd();
        if (payloadType != PayloadType.IPMI_MESSAGE) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "payload type " + payloadType);
        }
        Set<CipherSuite> suites = settings.current().cipherSuites();
        byte[] list = (index & BY_SUITE) != 0 ? suites(suites) : algorithms(suites);
        int from = Math.min((index & 0x3F) * PIECE, list.length);
        byte[] piece = Arrays.copyOfRange(list, from, Math.min(from + PIECE, list.length));
        WireWriter answer = new WireWriter(1 + PIECE).uint8(Bmc.LAN_CHANNEL).bytes(piece);
        return CommandResponse.ok(answer.toBytes()).now();
    }

    private static byte[] suites(Set<CipherSuite> suites) {
        WireWriter list = new WireWriter(64);
        for (CipherSuite suite : suites) {
            list.uint8(STANDARD_SUITE)
                    .uint8(suite.id())
                    .uint8(suite.authentication().code())
                    .uint8(INTEGRITY | suite.integrity().code())
                    .uint8(CONFIDENTIALITY | suite.confidentiality().code());
        }
        return list.toBytes();
    }

    private static byte[] algorithms(Set<CipherSuite> suites) {
        Set<Integer> tagged = new TreeSet<>();
        for (CipherSuite suite : suites) {
            tagged.add(suite.authentication().code());
            tagged.add(INTEGRITY | suite.integrity().code());
            tagged.add(CONFIDENTIALITY | suite.confidentiality().code());
        }
        WireWriter list = new WireWriter(PIECE);
        tagged.forEach(list::uint8);
        return list.toBytes();
    }
}
