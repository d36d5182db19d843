package org.ipmibridge.launcher.migration;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Exits with 0 when the configuration directory is written, 1 when it is not, and 2 when the command line is wrong. */
public final class ImportMain {
    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final String USAGE = "usage: bridge import FILE --to DIR";

    private ImportMain() {}

    /**
     * Imports a file.
     *
     * @param arguments the directory of the default configuration, and then the command line: {@code FILE --to DIR}
     */
    public static void main(String[] arguments) {
        List<String> line = List.of(arguments);
        System.exit(
                run(Path.of(line.get(0)), line.subList(1, line.size()), new TlsCertificates(), System.out, System.err));
    }

    static int run(Path defaults, List<String> line, Certificates certificates, PrintStream out, PrintStream err) {
        List<String> rest = new ArrayList<>(line);
        int to = rest.indexOf("--to");
        String target = to >= 0 && to + 1 < rest.size() ? rest.remove(to + 1) : null;
        rest.remove("--to");
        if (target == null
                || target.isBlank()
                || rest.size() != 1
                || rest.get(0).startsWith("-")) {
            boolean asked = line.contains("--help") || line.contains("-h");
            (asked ? out : err).println(USAGE + "\n'bridge --help' explains it.");
            return asked ? 0 : WRONG_USAGE;
        }
        Path file = Path.of(rest.get(0));
        try {
            run(defaults, file, Path.of(target).toAbsolutePath().normalize(), certificates, out);
            return 0;
        } catch (ImportException e) {
            err.println("bridge: import " + file + ": " + e.getMessage() + "\nbridge: nothing was written");
            return FAILED;
        }
    }

    private static void run(Path defaults, Path file, Path target, Certificates certificates, PrintStream out)
            throws ImportException {
        TargetDirectory directory = new TargetDirectory(target);
        directory.check();
        Notes notes = new Notes();
        Ancestor ancestor = read(text(file), notes);
        Translation translation = new Translation(ancestor, certificates, notes);
        ImportedFiles files = translation.run();
        Defaults.copy(defaults, ancestor.logLevel(), files);
        directory.write(files);
        new Summary(out).print(file, target, translation, notes);
    }

    private static Ancestor read(String text, Notes notes) throws ImportException {
        return text.stripLeading().startsWith("{") ? JsonReader.read(text, notes) : IniReader.read(text, notes);
    }

    /** The text without a byte order mark. */
    private static String text(Path file) throws ImportException {
        try {
            String text = Files.readString(file);
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (NoSuchFileException e) {
            throw new ImportException("there is no such file", e);
        } catch (CharacterCodingException e) {
            throw new ImportException("is not in UTF-8", e);
        } catch (IOException e) {
            throw new ImportException("cannot be read: " + e.getMessage(), e);
        }
    }
}
