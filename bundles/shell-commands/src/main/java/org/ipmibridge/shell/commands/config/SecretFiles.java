package org.ipmibridge.shell.commands.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Optional;
import org.apache.felix.service.command.CommandSession;
import org.ipmibridge.shell.commands.Operator;
import org.ipmibridge.shell.commands.ShellException;
import org.ipmibridge.shell.commands.UsageException;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The files that secrets are in, each of mode 0600 in a directory of mode 0700. */
@Component(service = SecretFiles.class)
public final class SecretFiles {
    private static final String DIRECTORY = "org.apache.felix.configadmin.plugin.interpolation.secretsdir";
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";
    /** As many as IPMI 1.5 clients can send. */
    private static final int GENERATED = 16;

    private static final int LONGEST = 20;

    private final Optional<Path> directory;

    @Activate
    public SecretFiles(BundleContext context) {
        this(Optional.ofNullable(context.getProperty(DIRECTORY)).map(all -> Path.of(all.split(",")[0].strip())));
    }

    SecretFiles(Optional<Path> directory) {
        this.directory = directory;
    }

    /** Where a secret is. */
    Path file(String name) {
        return directory
                .orElseThrow(() -> new ShellException("this bridge has no directory for secrets"))
                .resolve(name);
    }

    /** Writes a secret; its directory is made if there is none. */
    void write(String name, String secret) {
        Path file = file(name);
        try {
            if (!Files.isDirectory(file.getParent())) {
                Files.createDirectory(
                        file.getParent(),
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new ShellException(file.getParent() + " cannot be made: " + CfgWriter.reason(e));
        }
        CfgWriter.write(file, secret.getBytes(StandardCharsets.UTF_8), CfgWriter.PRIVATE);
    }

    /**
     * The password that an operator wants: made up, from a file, or typed twice; from the standard input where that is no terminal.
     *
     * @param generate whether to make one up
     * @param file its first line is the password; empty for none
     */
    static String choose(CommandSession session, boolean generate, Path file) {
        if (generate && file != null) {
            throw new UsageException("--generate and --password-file exclude each other");
        }
        String password = generate ? generated() : file != null ? firstLine(file) : asked(Operator.of(session));
        int length = password.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST) {
            throw new ShellException("a password has 1 to " + LONGEST + " bytes");
        }
        return password;
    }

    private static String asked(Operator operator) {
        String first = operator.ask("Password: ", true)
                .orElseThrow(() -> new ShellException(
                        "no password was given: type it, or use --password-file FILE or --generate"));
        if (operator.screen().terminal()
                && !operator.ask("Once more: ", true).orElse("").equals(first)) {
            throw new ShellException("the two are not the same; nothing was changed");
        }
        return first;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            throw new ShellException(file + " cannot be read: " + CfgWriter.reason(e));
        }
    }

    private static String generated() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < GENERATED; i++) {
            password.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return password.toString();
    }
}
