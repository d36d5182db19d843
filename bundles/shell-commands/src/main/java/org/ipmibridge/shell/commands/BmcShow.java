package org.ipmibridge.shell.commands;

import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Fields;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bmc:show}. It shows no secret, not even that two are the same. */
@Component(service = BmcShow.class)
@GogoCommand(scope = "bmc", function = "show")
public final class BmcShow {
    private final BmcDirectory bmcs;
    private final MachineDirectory machines;
    private final UserDirectory users;
    private final Sessions sessions;

    @Activate
    public BmcShow(
            @Reference BmcDirectory bmcs,
            @Reference MachineDirectory machines,
            @Reference UserDirectory users,
            @Reference Sessions sessions) {
        this.bmcs = bmcs;
        this.machines = machines;
        this.users = users;
        this.sessions = sessions;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor(
            "Shows a BMC: its state and why, its address, machine, identity, users and sessions. Example: bmc:show vm1")
    public String show(
            @Descriptor("print JSON") @Parameter(names = "--json", presentValue = "true", absentValue = "false")
                    boolean json,
            @Descriptor("the BMC's name") @Argument(value = "bmc", choice = Choice.BMC) String bmc) {
        BmcStatus status = Bmcs.require(bmcs, bmc);
        Fields fields = new Fields()
                .put("name", status.name())
                .put("state", Words.of(status.state()))
                .put("reason", status.reason());
        status.bmc().ifPresent(running -> describe(running, fields));
        return fields.render(json);
    }

    private void describe(Bmc bmc, Fields fields) {
        DeviceIdentity identity = bmc.identity();
        ChannelAccess access = ChannelAccess.inForce(bmc.settings());
        fields.put("address", Words.address(bmc.endpoint()))
                .put("machine", bmc.machine())
                .put("hypervisor", bmc.hypervisor())
                .put("fleet", bmc.fleet());
        controlled(bmc, fields);
        fields.put("guid", Words.hex(bmc.guid()))
                .put("deviceId", identity.deviceId())
                .put("firmware", firmware(identity))
                .put("manufacturer", identity.manufacturer())
                .put("product", identity.product())
                .put("twoKeyLogin", bmc.kg().isPresent())
                .put("channelMode", mode(access))
                .put("channelLimit", access.privilegeLimit())
                .put("users", users(bmc.name()))
                .put("sessionCapacity", sessions.capacity())
                .put("sessions", SessionListing.of(sessions.active(bmc.name()), Clock.systemUTC()));
    }

    private void controlled(Bmc bmc, Fields fields) {
        Optional<String> machine = Optional.empty();
        Optional<String> problem = Optional.empty();
        try {
            machine = Optional.of(Machines.fullName(machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine())));
        } catch (HypervisorException e) {
            problem = Optional.of(e.getMessage());
        }
        fields.put("controls", machine).put("machineProblem", problem);
    }

    private Listing users(String bmc) {
        Listing listing = new Listing("id", "name", "limit", "mayLogIn");
        users.users(bmc).forEach(user -> listing.add(user.id(), user.name(), user.privilegeLimit(), user.mayLogIn()));
        return listing;
    }

    private static String firmware(DeviceIdentity identity) {
        return String.format(Locale.ROOT, "%d.%02d", identity.firmwareMajor(), identity.firmwareMinor());
    }

    private static String mode(ChannelAccess access) {
        return switch (access.mode()) {
            case ChannelAccess.DISABLED -> "disabled";
            case 1 -> "pre-boot only";
            case ChannelAccess.ALWAYS_AVAILABLE -> "always available";
            default -> "shared";
        };
    }
}
