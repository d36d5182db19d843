package org.ipmibridge.launcher.isoboot;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ipmibridge.ipmi.console.Connector;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.NoAnswerException;

/** The whole check: sets the CD, boots the machine, and sees that the one-time setting is used up. */
final class Sequence {
    private static final long POLL_MILLIS = 500;

    /** A power cycle that nobody saw to be off has happened by then. */
    private static final Duration LONGEST_UNSEEN_CYCLE = Duration.ofSeconds(10);

    private final CheckOptions options;
    private final Connector connector;
    private final Report report;
    private final BooleanSupplier consent;
    private GuardedSession session;
    private Chassis chassis;
    private boolean on;

    /** @param consent asks whether the machine may be power-cycled */
    Sequence(CheckOptions options, Connector connector, Report report, BooleanSupplier consent) {
        this.options = options;
        this.connector = connector;
        this.report = report;
        this.consent = consent;
    }

    /** @return whether all of it went well */
    boolean run() {
        report.line("Check of a boot from CD: BMC " + connector.endpoint() + ", user " + options.user());
        try {
            look();
            if (!consent.getAsBoolean()) {
                report.line("Stopped: nothing was changed.");
                return false;
            }
            boot();
            report.line("Passed: the BMC takes 'cdrom', boots the machine with it"
                    + (options.persistent() ? ", and keeps it." : " once, and forgets it."));
            return true;
        } catch (StepFailedException e) {
            report.line("Failed at " + e.getMessage() + ".");
            return false;
        } finally {
            close();
        }
    }

    /** Changes nothing, and leaves no session open while the question waits for its answer. */
    private void look() throws StepFailedException {
        report.step("connect and log in", () -> {
            open();
            return session.protection() + ", privilege " + Login.privilegeName(options.neededPrivilege());
        });
        report.step("power state", () -> {
            on = chassis.isOn();
            return on ? "on" : "off";
        });
        report.step("boot device before", () -> chassis.bootFlags().toString());
        close();
    }

    private void boot() throws StepFailedException {
        BootFlags wanted = new BootFlags(true, options.persistent(), options.efi(), Device.CDROM.code());
        report.step("set boot device cdrom", () -> {
            open();
            chassis.setBootFlags(wanted);
            return options.persistent() ? "for all boots" : "for the next boot";
        });
        report.step("read it back", () -> readBack(wanted));
        Power power = on ? Power.CYCLE : Power.ON;
        report.step(power.words(), () -> {
            chassis.control(power);
            return on ? "accepted" : "accepted (the machine was off)";
        });
        report.step("power is on again", this::awaitPower);
        report.step("boot device after the boot", this::awaitBoot);
    }

    private String readBack(BootFlags wanted) throws StepFailedException {
        BootFlags flags = chassis.bootFlags();
        if (!flags.valid() || flags.device() != wanted.device() || flags.persistent() != wanted.persistent()) {
            throw new StepFailedException("the BMC has: " + flags + "; it was to have: " + wanted);
        }
        return flags.toString() + (flags.efi() == wanted.efi() ? "" : " (the EFI bit is not kept)");
    }

    private String awaitPower() throws StepFailedException {
        Wait wait = new Wait(Duration.ofSeconds(options.waitSeconds()));
        boolean seenOff = !on;
        boolean isOn = false;
        do {
            isOn = isOn();
            seenOff |= !isOn;
            if (isOn && (seenOff || used() || wait.lasts(LONGEST_UNSEEN_CYCLE))) {
                return "after " + wait.seconds() + " s";
            }
        } while (wait.goesOn());
        throw new StepFailedException("the machine is not on after " + wait.seconds() + " s");
    }

    private String awaitBoot() throws StepFailedException {
        Wait wait = new Wait(Duration.ofSeconds(options.waitSeconds()));
        Optional<BootFlags> flags;
        do {
            flags = flags();
            if (flags.isPresent() && (options.persistent() || !flags.get().overrides())) {
                return afterBoot(flags.get());
            }
        } while (wait.goesOn());
        throw new StepFailedException(flags.map(left -> "still there after " + wait.seconds() + " s: " + left
                        + "; the machine did not boot with it, or the BMC does not clear it")
                .orElse("the BMC does not tell it after " + wait.seconds() + " s"));
    }

    private String afterBoot(BootFlags flags) throws StepFailedException {
        if (!options.persistent()) {
            return "used up: " + flags;
        }
        if (!flags.overrides()) {
            throw new StepFailedException("it was to stay, and is gone: " + flags);
        }
        return flags.toString();
    }

    /** The flags, unless the machine is just between two states. */
    private Optional<BootFlags> flags() {
        try {
            return Optional.of(chassis.bootFlags());
        } catch (StepFailedException | NoAnswerException e) {
            return Optional.empty();
        }
    }

    /** A machine between two states counts as off: its BMC is busy, or does not reach it. */
    private boolean isOn() {
        try {
            return chassis.isOn();
        } catch (StepFailedException | NoAnswerException e) {
            return false;
        }
    }

    private boolean used() {
        return !options.persistent()
                && flags().filter(flags -> !flags.overrides()).isPresent();
    }

    private void open() {
        session = GuardedSession.open(connector);
        chassis = new Chassis(session);
    }

    private void close() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    /** A deadline, and the time between two looks. */
    private static final class Wait {
        private final long start = System.nanoTime();
        private final Duration most;

        private Wait(Duration most) {
            this.most = most;
        }

        /** Waits a moment; false when the time is over. */
        private boolean goesOn() {
            try {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            return !lasts(most);
        }

        private boolean lasts(Duration duration) {
            return System.nanoTime() - start >= duration.toNanos();
        }

        private long seconds() {
            return Duration.ofNanos(System.nanoTime() - start).toSeconds();
        }
    }
}
