package org.ipmibridge.shell.commands;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code iso:upload}. */
@Component(service = IsoUpload.class)
@GogoCommand(scope = "iso", function = "upload")
public final class IsoUpload {
    private final MachineDirectory machines;

    @Activate
    public IsoUpload(@Reference MachineDirectory machines) {
        this.machines = machines;
    }

    @Requires(Role.ADMINISTRATOR)
    @Descriptor(
            "Stores an ISO image where machines can mount it, in place of one of that name, and shows how far it is. Ctrl-C ends"
                    + " it. Example: iso:upload rescue.iso '[datastore1] iso/rescue.iso'")
    public String upload(
            CommandSession session,
            @Descriptor("the hypervisor's name; needed where there are several")
                    @Parameter(names = "--hypervisor", absentValue = "")
                    String hypervisor,
            @Descriptor("a file that the bridge itself can read") @Argument("file") String file,
            @Descriptor(
                            "where to, in quotes if there are blanks in it; its own name in the configured place when left out")
                    @Argument("target")
                    String... target) {
        String path = Optionals.one(target).orElse("");
        Hypervisor chosen = choose(hypervisor);
        return new Upload(session, chosen, LocalFile.of(session, file), path).run();
    }

    private Hypervisor choose(String name) {
        List<Hypervisor> all = machines.hypervisors();
        List<Hypervisor> meant = all.stream()
                .filter(hypervisor -> name.isEmpty() || hypervisor.name().equals(name))
                .toList();
        if (meant.size() == 1) {
            return meant.get(0);
        }
        if (all.isEmpty()) {
            throw new ShellException("there is no hypervisor");
        }
        String names = all.stream().map(Hypervisor::name).collect(Collectors.joining(", "));
        if (meant.isEmpty()) {
            throw new ShellException("there is no hypervisor " + name + "; there is " + names);
        }
        throw new UsageException("--hypervisor says where to: " + names);
    }
}
