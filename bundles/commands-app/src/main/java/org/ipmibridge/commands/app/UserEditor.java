package org.ipmibridge.commands.app;

import java.net.InetAddress;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Changes users one change after another, so that of two at the same time none is lost. */
@Component(service = UserEditor.class)
public final class UserEditor {
    private final UserDirectory users;

    @Activate
    public UserEditor(@Reference UserDirectory users) {
        this.users = users;
    }

    /**
     * Changes a user. It is in force at once; the answer is ready when it is on disk.
     *
     * @throws CommandException with CCh if the user could then log in from another machine with the demonstration's password
     */
    synchronized CompletionStage<CommandResponse> change(Bmc bmc, int id, UnaryOperator<User> change) {
        User changed = change.apply(users.user(bmc.name(), id));
        if (changed.mayLogIn() && changed.password().equals(UserDirectory.DEMO_PASSWORD) && !isLocal(bmc)) {
            throw new CommandException(
                    CompletionCode.INVALID_DATA_FIELD, "the demonstration's password is for loopback addresses only");
        }
        return users.save(bmc.name(), changed).thenApply(saved -> CommandResponse.ok());
    }

    private static boolean isLocal(Bmc bmc) {
        InetAddress address = bmc.endpoint().getAddress();
        return address != null && address.isLoopbackAddress();
    }
}
