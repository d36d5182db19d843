package org.ipmibridge.commands.app;

import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.session.PayloadType;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The payload types that exist at this moment: SOL does when some bundle can activate a payload. */
@Component(service = Payloads.class)
public final class Payloads {
    private static final int ACTIVATE_PAYLOAD = 0x48;

    private final ImplementedCommands commands;

    @Activate
    public Payloads(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    boolean has(int payloadType) {
        return switch (payloadType) {
            case PayloadType.IPMI_MESSAGE -> true;
            case PayloadType.SOL -> commands.has(NetFn.APP, ACTIVATE_PAYLOAD);
            default -> payloadType >= PayloadType.OPEN_SESSION_REQUEST && payloadType <= PayloadType.RAKP_4;
        };
    }

    /** A bit for each of the first eight payload types that exist and have to be activated: all but IPMI messages. */
    int activatable() {
        return bits(PayloadType.IPMI_MESSAGE) & 0xFF & ~(1 << PayloadType.IPMI_MESSAGE);
    }

    /** A bit for each of the sixteen payload types from this one on. */
    int bits(int first) {
        int bits = 0;
        for (int i = 0; i < Short.SIZE; i++) {
            bits |= has(first + i) ? 1 << i : 0;
        }
        return bits;
    }
}
