package org.ipmibridge.shell.commands.config;

import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.problem.Problems;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.text.Words;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bmc:add}, {@code bmc:remove}, {@code bmc:enable} and {@code bmc:disable}. Each waits until it is so. */
@Component(service = BmcCommands.class)
@GogoCommand(
        scope = "bmc",
        function = {"add", "remove", "enable", "disable"})
public final class BmcCommands {
    private static final String PID = "org.ipmibridge.virtual.bmc";
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,62}";

    private final ConfigDirectory directory;
    private final ConfigEditor editor;
    private final BmcDirectory bmcs;
    private final Sessions sessions;
    private final Problems problems;

    @Activate
    public BmcCommands(
            @Reference ConfigDirectory directory,
            @Reference ConfigEditor editor,
            @Reference BmcDirectory bmcs,
            @Reference Sessions sessions,
            @Reference Problems problems) {
        this.directory = directory;
        this.editor = editor;
        this.bmcs = bmcs;
        this.sessions = sessions;
        this.problems = problems;
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Adds a BMC, and waits until it answers. Example: bmc:add web01 --port 6240 --machine web01")
    public String add(
            CommandSession session,
            @Descriptor("the UDP port to listen on") @Parameter(names = "--port", absentValue = "") String port,
            @Descriptor("the address to listen on; 127.0.0.1 when left out")
                    @Parameter(names = "--address", absentValue = "")
                    String address,
            @Descriptor("the machine; the one of the BMC's name when left out")
                    @Parameter(names = "--machine", absentValue = "")
                    String machine,
            @Descriptor("the hypervisor that has it; any when left out")
                    @Parameter(names = "--hypervisor", absentValue = "")
                    String hypervisor,
            @Descriptor("the new BMC's name") @Argument("name") String name) {
        if (!name.matches(NAME)) {
            throw new ShellException("a BMC's name is 1 to 63 letters, digits, dots, hyphens and underscores");
        }
        ConfigFile file = directory.file(PID, name);
        if (file.exists() || status(name).isPresent()) {
            throw new ShellException("there is a BMC " + name + " already");
        }
        editor.edit(
                file,
                text -> with(
                        with(with(with(text, "address", address), "port", port), "machine", machine),
                        "hypervisor",
                        hypervisor));
        Operator.of(session).changed("BMC " + name + " added");
        return settled(name);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Removes a BMC and its file; its sessions end. Example: bmc:remove web01")
    public String remove(
            CommandSession session, @Descriptor("the BMC") @Argument(value = "bmc", choice = Choice.BMC) String bmc) {
        editor.delete(file(bmc));
        ConfigEditor.await(() -> status(bmc).isEmpty(), "BMC " + bmc + " is still there");
        sessions.closeAll(bmc, "the BMC is removed");
        Operator.of(session).changed("BMC " + bmc + " removed");
        return bmc + ": removed";
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Lets a BMC that is disabled listen again. Example: bmc:enable web01")
    public String enable(
            CommandSession session, @Descriptor("the BMC") @Argument(value = "bmc", choice = Choice.BMC) String bmc) {
        editor.edit(file(bmc), text -> text.with("enabled", "true"));
        Operator.of(session).changed("BMC " + bmc + " enabled");
        return settled(bmc);
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor("Has a BMC listen no more; its sessions end, and its file stays. Example: bmc:disable web01")
    public String disable(
            CommandSession session, @Descriptor("the BMC") @Argument(value = "bmc", choice = Choice.BMC) String bmc) {
        editor.edit(file(bmc), text -> text.with("enabled", "false"));
        Operator.of(session).changed("BMC " + bmc + " disabled");
        return settled(bmc);
    }

    private static CfgFile with(CfgFile text, String key, String value) {
        return value.isEmpty() ? text : text.with(key, value);
    }

    /** The file that says this name, or says none and has it in its own. */
    private ConfigFile file(String bmc) {
        return directory.files(PID).stream()
                .filter(file -> isOf(file, bmc))
                .findFirst()
                .orElseThrow(() -> new ShellException("no file configures a BMC " + bmc + "; bmc:list shows all"));
    }

    private static boolean isOf(ConfigFile file, String bmc) {
        return file.read()
                .get("name")
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .or(file::name)
                .equals(Optional.of(bmc));
    }

    private Optional<BmcStatus> status(String bmc) {
        return bmcs.statuses().stream()
                .filter(status -> status.name().equals(bmc))
                .findFirst();
    }

    /** Waits until it is known how the BMC is doing. */
    private String settled(String bmc) {
        ConfigEditor.await(
                () -> status(bmc)
                        .filter(known -> known.state() != BmcStatus.State.STARTING)
                        .isPresent(),
                "BMC " + bmc + " is still starting");
        BmcStatus status = status(bmc).orElseThrow(() -> new ShellException("BMC " + bmc + " has gone"));
        Optional<String> problem = problems.all().stream()
                .filter(known -> known.source().equals("BMC " + bmc))
                .map(Problem::reason)
                .findFirst();
        return bmc + ": " + Words.of(status.state())
                + status.bmc()
                        .map(running -> " on " + Words.address(running.endpoint()))
                        .orElse("")
                + problem.map(reason -> "; " + reason).orElse("");
    }
}
