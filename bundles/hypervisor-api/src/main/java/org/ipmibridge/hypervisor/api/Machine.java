package org.ipmibridge.hypervisor.api;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A machine. Backends implement it; thread-safe, and no method blocks (see the package description for threads and failures).
 *
 * <p>Changes of one machine are carried out one after another, in the order of the calls; a slow machine delays only itself.
 * Reads do not wait for changes under way and report what is true at that moment.
 */
@ConsumerType
public interface Machine {
    /** The name that people know it by; unique within its hypervisor. */
    String name();

    /** The {@link Hypervisor#name() name} of its hypervisor. */
    String hypervisor();

    /**
     * An identifier by which {@link Hypervisor#find} knows the machine even after it was renamed or moved; the name where the
     * hypervisor has nothing better.
     */
    default String id() {
        return name();
    }

    /** What the machine is made of. */
    CompletionStage<MachineInfo> info();

    /**
     * What there is to know of it for an operator.
     *
     * @throws UnsupportedRequestException in the stage, if the hypervisor knows nothing more than {@link #info()}
     */
    default CompletionStage<MachineDetails> details() {
        return CompletableFuture.failedStage(
                new UnsupportedRequestException(hypervisor() + " knows no more of its machines"));
    }

    /** The confirmed power state. */
    CompletionStage<PowerStatus> powerStatus();

    /**
     * Changes the power. Completes when the hypervisor has confirmed the end of it; for {@link PowerAction#SOFT_OFF} when the guest
     * was told.
     *
     * <p>Fails with {@link InvalidPowerStateException} where the action makes no sense in the state that the machine is in when its turn
     * comes; {@code ON} of a machine that is on, and {@code OFF} of one that is off, succeed and change nothing.
     */
    CompletionStage<Void> perform(PowerAction action);

    /** The boot override in force, also when somebody else set it; none when the machine boots in its own order. */
    CompletionStage<Optional<BootOverride>> bootOverride();

    /**
     * Makes the machine boot from a device, next time or every time. Completes when the hypervisor has done it.
     *
     * <ul>
     *   <li>{@link BootDevice#CDROM}: the machine's configured ISO, if it has one, is put in (a CD drive is added if there is none),
     *       then CD first.
     *   <li>{@link BootDevice#DISK}: the ISO is ejected, then disk first.
     *   <li>{@link BootDevice#NETWORK}, {@link BootDevice#FLOPPY}: that device first; fails with
     *       {@link UnsupportedRequestException} when the machine has none.
     *   <li>{@link BootDevice#FIRMWARE_SETUP}: the firmware's setup at the next boot.
     * </ul>
     *
     * <p>An override that is not persistent is used up by the next power-on or reset, whoever causes it; then the machine's own order
     * is back, and the ISO stays in.
     */
    CompletionStage<Void> setBootOverride(BootOverride override);

    /** Takes the override away: the machine's own order is back at once, and the ISO stays as it is. */
    CompletionStage<Void> clearBootOverride();

    /** The ISO image in the first CD drive that has one. */
    CompletionStage<Optional<IsoImage>> mountedIso();

    /**
     * Puts an ISO image in the CD drive, in place of any other.
     *
     * @throws IsoUnavailableException in the stage, if the image does not exist where the machine can read it
     */
    CompletionStage<Void> mountIso(IsoImage image);

    /** Empties the CD drive; succeeds when it is empty already. */
    CompletionStage<Void> ejectIso();

    /**
     * The ISO images that the machine can mount, ordered by path.
     *
     * @throws UnsupportedRequestException in the stage, if the hypervisor cannot list them
     */
    default CompletionStage<List<IsoFile>> isos() {
        return CompletableFuture.failedStage(new UnsupportedRequestException(hypervisor() + " cannot list ISO images"));
    }

    /** The latest boots that the hypervisor can tell of, oldest first, 100 at most; empty when it keeps no such record. */
    CompletionStage<List<BootRecord>> boots();
}
