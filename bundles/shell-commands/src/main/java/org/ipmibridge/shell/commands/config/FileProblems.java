package org.ipmibridge.shell.commands.config;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.ipmibridge.shell.commands.ShellException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Configuration files that no component ever sees: which cannot be read, or which nobody asks for. */
@Component
public final class FileProblems implements ProblemSource {
    private final ConfigDirectory directory;
    private final KnownPids known;

    @Activate
    public FileProblems(
            BundleContext context, @Reference ConfigDirectory directory, @Reference ServiceComponentRuntime runtime) {
        this.directory = directory;
        this.known = new KnownPids(context, runtime);
    }

    @Override
    public List<Problem> problems() {
        KnownPids.Now now = known.now();
        return directory.files().stream()
                .flatMap(file ->
                        reason(file, now)
                                .map(reason -> new Problem(file.path().toString(), reason, since(file)))
                                .stream())
                .toList();
    }

    private static Optional<String> reason(ConfigFile file, KnownPids.Now known) {
        try {
            CfgFile.parse(Files.readString(file.path(), CfgFile.CHARSET));
        } catch (IOException e) {
            return Optional.of("cannot be read: " + CfgWriter.reason(e));
        } catch (IllegalArgumentException e) {
            return Optional.of("cannot be read, " + e.getMessage());
        }
        return known.objection(file);
    }

    private static Instant since(ConfigFile file) {
        try {
            return Files.getLastModifiedTime(file.path()).toInstant();
        } catch (IOException e) {
            throw new ShellException(file.path() + " has gone");
        }
    }
}
