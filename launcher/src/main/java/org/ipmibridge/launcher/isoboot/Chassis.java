package org.ipmibridge.launcher.isoboot;

import org.ipmibridge.ipmi.console.CompletionWords;
import org.ipmibridge.ipmi.console.Message;

/** The commands of NetFn Chassis that this check needs (IPMI v2.0, section 28). */
final class Chassis {
    private static final int NETFN = 0x00;
    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final int CHASSIS_CONTROL = 0x02;
    private static final int SET_BOOT_OPTIONS = 0x08;
    private static final int GET_BOOT_OPTIONS = 0x09;

    private static final int SET_IN_PROGRESS = 0;
    private static final int INFO_ACKNOWLEDGE = 4;
    private static final int BOOT_FLAGS = 5;

    private final GuardedSession session;

    Chassis(GuardedSession session) {
        this.session = session;
    }

    boolean isOn() throws StepFailedException {
        byte[] data = done("Get Chassis Status", session.command(NETFN, GET_CHASSIS_STATUS), 1);
        return (data[0] & 1) != 0;
    }

    void control(Power power) throws StepFailedException {
        done(power.words(), session.command(NETFN, CHASSIS_CONTROL, power.control()), 0);
    }

    BootFlags bootFlags() throws StepFailedException {
        byte[] data = done("Get System Boot Options", session.command(NETFN, GET_BOOT_OPTIONS, BOOT_FLAGS, 0, 0), 4);
        if ((data[1] & 0x7F) != BOOT_FLAGS) {
            throw new StepFailedException("Get System Boot Options: the BMC answers another parameter");
        }
        return BootFlags.of(data[2], data[3]);
    }

    /** Sets the flags as other clients do: some BMCs want to be told before and after, and others do not know what that is. */
    void setBootFlags(BootFlags flags) throws StepFailedException {
        session.command(NETFN, SET_BOOT_OPTIONS, SET_IN_PROGRESS, 1);
        try {
            session.command(NETFN, SET_BOOT_OPTIONS, INFO_ACKNOWLEDGE, 1, 1);
            Message answer =
                    session.command(NETFN, SET_BOOT_OPTIONS, BOOT_FLAGS, flags.first(), flags.second(), 0, 0, 0);
            done("set boot device " + Device.nameOf(flags.device()), answer, 0);
        } finally {
            session.command(NETFN, SET_BOOT_OPTIONS, SET_IN_PROGRESS, 0);
        }
    }

    private static byte[] done(String what, Message answer, int length) throws StepFailedException {
        if (answer.code() == 0x80) {
            throw new StepFailedException(what + ": the BMC does not support this parameter (80h)");
        }
        if (answer.code() != 0) {
            throw new StepFailedException(what + ": " + CompletionWords.completion(answer.code()));
        }
        if (answer.data().length < length) {
            throw new StepFailedException(what + ": the BMC's answer is too short: " + answer.hex());
        }
        return answer.data();
    }
}
