package org.ipmibridge.shell.commands.config;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.problem.Problems;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Changes configuration files, and waits for what becomes of it: a change that is refused is taken back, so that the file says what is in
 * force. One change at a time.
 */
@Component(service = ConfigEditor.class)
public final class ConfigEditor {
    /** How long to wait for a change to be in force. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long POLL_MILLIS = 20;

    private final BundleContext context;
    private final Problems problems;
    private final ConfigurationAdmin configurations;
    private final ServiceComponentRuntime components;

    @Activate
    public ConfigEditor(
            BundleContext context,
            @Reference Problems problems,
            @Reference ConfigurationAdmin configurations,
            @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.problems = problems;
        this.configurations = configurations;
        this.components = components;
    }

    /**
     * Changes a file, or makes one.
     *
     * @param change gives the new text for the old one, which is empty for a new file
     * @return what became of it, in words to be put after the change
     * @throws ShellException if the change is refused, for the reason that the message says; the file is as it was then
     */
    synchronized String edit(ConfigFile file, UnaryOperator<CfgFile> change) {
        Optional<byte[]> before = CfgWriter.read(file.path());
        CfgFile old = before.isPresent() ? file.read() : CfgFile.EMPTY;
        CfgFile wanted = change.apply(old);
        if (wanted.toString().equals(old.toString())) {
            return "as it was already";
        }
        List<Problem> known = problems.of(file.path().toString());
        boolean told = tellsOf(file, () -> write(file, wanted));
        List<Problem> now = problems.of(file.path().toString());
        if (now.isEmpty()) {
            return told ? "in force" : "written; " + untold(file);
        }
        if (!known.isEmpty()) {
            return "written; not all is well with the file yet: " + now.get(0).text();
        }
        tellsOf(file, () -> putBack(file, before));
        throw new ShellException(
                now.get(0).text() + (before.isPresent() ? "; the file is as it was" : "; there is no such file now"));
    }

    /** Removes a file, and waits until its configuration has gone, and whatever lived by it. */
    synchronized void delete(ConfigFile file) {
        CfgWriter.delete(file.path());
        await(() -> !isKnown(file) && !isUsed(file), file.fileName() + " is removed, and still in force");
    }

    /**
     * Waits for a condition, a few seconds at most.
     *
     * @param otherwise the message of the failure
     */
    static void await(BooleanSupplier condition, String otherwise) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new ShellException(otherwise + " after " + PATIENCE.toSeconds() + " s");
            }
            pause();
        }
    }

    /** Does something, and says whether it was told within some seconds what became of the file. */
    boolean tellsOf(ConfigFile file, Runnable action) {
        try (OutcomeListener listener = new OutcomeListener(context, file.path())) {
            action.run();
            return listener.await(PATIENCE);
        }
    }

    private static void write(ConfigFile file, CfgFile text) {
        CfgWriter.write(file.path(), text.toString().getBytes(CfgFile.CHARSET), CfgWriter.PUBLIC);
    }

    private void putBack(ConfigFile file, Optional<byte[]> before) {
        if (before.isPresent()) {
            CfgWriter.write(file.path(), before.get(), CfgWriter.PUBLIC);
        } else {
            CfgWriter.delete(file.path());
        }
    }

    private String untold(ConfigFile file) {
        return isKnown(file)
                ? "no bundle has said what became of it"
                : "it is not read yet after " + PATIENCE.toSeconds() + " s";
    }

    private boolean isUsed(ConfigFile file) {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> List.of(component.configurationPid).contains(file.pid()))
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .anyMatch(configuration ->
                        file.configurationPid().equals(configuration.properties.get(Constants.SERVICE_PID)));
    }

    private boolean isKnown(ConfigFile file) {
        try {
            String pid = file.configurationPid().replaceAll("[\\\\()*]", "\\\\$0");
            return configurations.listConfigurations("(" + Constants.SERVICE_PID + "=" + pid + ")") != null;
        } catch (IOException | InvalidSyntaxException e) {
            throw new ShellException("Config Admin cannot say whether it knows " + file.fileName() + ": " + e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted; what was begun goes on");
        }
    }
}
