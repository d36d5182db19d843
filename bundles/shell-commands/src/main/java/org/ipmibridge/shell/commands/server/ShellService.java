package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.ipmibridge.runtime.api.shell.Shell;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the {@link ShellServer} where the framework property {@value #SOCKET} says, and none when it is not set. */
@Component(
        service = {},
        immediate = true)
public final class ShellService {
    /** The framework property with the absolute path of the socket. */
    public static final String SOCKET = "org.ipmibridge.shell.socket";

    private static final Logger LOG = LoggerFactory.getLogger(ShellService.class);

    private final Optional<ShellServer> server;

    @Activate
    public ShellService(BundleContext context, @Reference Shell shell) {
        server = Optional.ofNullable(context.getProperty(SOCKET)).flatMap(path -> open(Path.of(path), shell));
    }

    @Deactivate
    void close() {
        server.ifPresent(ShellServer::close);
    }

    private static Optional<ShellServer> open(Path path, Shell shell) {
        try {
            return Optional.of(new ShellServer(path, shell));
        } catch (IOException e) {
            LOG.warn(
                    "shell socket {} cannot be opened: {}; 'bridge shell' does not work. {} can name another path",
                    path,
                    e.getMessage(),
                    SOCKET);
            return Optional.empty();
        }
    }
}
