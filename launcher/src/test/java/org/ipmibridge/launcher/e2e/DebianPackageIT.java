package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.BeforeClass;
import org.junit.Test;

/** What is in the Debian package, and in the archive. */
public final class DebianPackageIT {
    private static final String FIXED = " 2026-01-01 00:00:00 ";
    private static final Pattern EXPOSURE = Pattern.compile("Overall exposure level for \\S+: (\\d+\\.\\d)");

    private static Path data;
    private static Path control;

    @BeforeClass
    public static void unpack() throws Exception {
        data = DebianPackage.unpack("data");
        control = DebianPackage.unpack("control");
    }

    @Test
    public void nothingInItTellsWhoBuiltItOrWhen() throws Exception {
        assertThat(DebianPackage.listing("data"))
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line).contains(" 0/0 ").contains(FIXED));
        assertThat(DebianPackage.listing("control"))
                .hasSizeGreaterThan(5)
                .allSatisfy(line -> assertThat(line).contains(" 0/0 ").contains(FIXED));
    }

    @Test
    public void nothingInTheArchiveTellsWhen() throws Exception {
        Path archive = Archive.only(Path.of("target").toAbsolutePath(), "ipmibridge-*.tar.gz");

        assertThat(DebianPackage.table(archive))
                .hasSizeGreaterThan(50)
                .allSatisfy(line -> assertThat(line).contains(" 0/0 ").contains(FIXED));
    }

    @Test
    public void everyFileOfTheConfigurationIsTheOperatorsOnceItIsThere() throws IOException {
        assertThat(Files.readAllLines(control.resolve("conffiles")))
                .containsExactlyInAnyOrderElementsOf(files(data, "etc"))
                .contains("/etc/ipmibridge/org.ipmibridge.ipmi.session.cfg", "/etc/default/ipmibridge");
    }

    @Test
    public void nothingOfTheDemonstrationIsInItsConfiguration() throws IOException {
        for (String file : files(data, "etc/ipmibridge")) {
            assertThat(file).doesNotContain("simulated", "ipmi.users", "virtual.bmc");
            assertThat(Files.readString(data.resolve(file.substring(1)))).doesNotContain(".password");
        }
        assertThat(data.resolve("etc/ipmibridge/org.ipmibridge.ipmi.session.cfg"))
                .content()
                .containsPattern("(?m)^v15\\.authentication =\\s*$")
                .contains("cipher.suites = 17,3", "login.seconds = ")
                .doesNotContain("demonstration");
    }

    @Test
    public void bothNamesOfTheProgramLeadToIt() throws Exception {
        for (String name : List.of("bridge", "ipmibridge")) {
            Finished version = Command.run(data.resolve("usr/bin").resolve(name).toString(), "--version");

            assertThat(version.code()).as(version.output()).isZero();
            assertThat(version.output()).startsWith("IPMI-VMware Bridge ");
            assertThat(data.resolve("usr/share/man/man1/" + name + ".1.gz")).isRegularFile();
            assertThat(data.resolve("usr/share/bash-completion/completions").resolve(name))
                    .isRegularFile();
        }
        assertThat(files(data, "usr/sbin")).isEmpty();
    }

    @Test
    public void itsPlacesAreThoseOfAService() throws Exception {
        Finished help = Command.run(data.resolve("usr/bin/ipmibridge").toString(), "--help");

        assertThat(help.output()).contains("(now: /etc/ipmibridge)", "(now: /var/lib/ipmibridge)");
    }

    @Test
    public void theProgramsOfTheExamplesCanBeRun() throws IOException {
        Path examples = data.resolve("usr/share/doc/ipmibridge/docs/examples");
        try (Stream<Path> all = Files.walk(examples)) {
            assertThat(all.filter(Files::isRegularFile).filter(DebianPackageIT::isScript))
                    .hasSizeGreaterThan(1)
                    .allSatisfy(script -> assertThat(script).isExecutable());
        }
    }

    private static boolean isScript(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).startsWith("#!");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    public void theScriptsAreRightForAPlainShell() throws Exception {
        for (String script : List.of("postinst", "prerm", "postrm")) {
            Finished check = Command.run("sh", "-n", control.resolve(script).toString());

            assertThat(check.code()).as(check.output()).isZero();
            assertThat(control.resolve(script)).isExecutable().content().contains("set -e");
        }
    }

    @Test
    public void theManPageIsWithoutWarningsAndFoundByBothNames() throws Exception {
        assumeTrue("no man here", has("man") && has("lexgrog"));
        String page = data.resolve("usr/share/man/man1/ipmibridge.1.gz").toString();

        Finished man = Command.run(
                Map.of("MANWIDTH", "80", "LC_ALL", "C.UTF-8"), List.of("man", "--warnings", "-E", "UTF-8", "-l", page));
        assertThat(man.code()).isZero();
        assertThat(man.output()).contains("EXIT STATUS").doesNotContain("warning:");
        assertThat(DebianPackage.checked("lexgrog", page)).contains("\"ipmibridge - ", "\"bridge - ");
    }

    @Test
    public void everyVerbOfAnInstalledBridgeIsInTheManPageAndInTheCompletion() throws Exception {
        String page = DebianPackage.checked(
                "gzip",
                "-dc",
                data.resolve("usr/share/man/man1/ipmibridge.1.gz").toString());
        String help = Command.run(data.resolve("usr/bin/ipmibridge").toString(), "--help")
                .output();
        Matcher verb =
                Pattern.compile("(?m)^  ([a-z-]+) [^\\n]*\\n((?:    .*\\n)+)").matcher(help);
        int verbs = 0;
        while (verb.find()) {
            if (!verb.group(2).contains("(source tree only)")) {
                verbs++;
                assertThat(page.replace("\\", "")).contains(verb.group(1));
                assertThat(complete("ipmibridge", "")).contains(verb.group(1));
            }
        }
        assertThat(verbs).isGreaterThan(3);
    }

    @Test
    public void optionsAreCompleted() throws Exception {
        assertThat(complete("ipmibridge", "run", "--")).containsExactly("--config", "--data");
        assertThat(complete("ipmibridge", "")).doesNotContain("bench", "vcenter", "test");
        assertThat(complete("ipmibridge", "iso-boot-check", "--device", "c")).containsExactly("cdrom");
        assertThat(complete("ipmibridge", "ru")).containsExactly("run");
    }

    @Test
    public void theServiceIsHardened() throws Exception {
        assumeTrue("no systemd here", has("systemd-analyze"));
        Path unit = data.resolve("usr/lib/systemd/system/ipmibridge.service");

        Finished analysis = Command.run(
                "systemd-analyze", "security", "--offline=true", "--threshold=20", "--no-pager", unit.toString());

        Matcher exposure = EXPOSURE.matcher(analysis.output());
        assertThat(exposure.find()).as(analysis.output()).isTrue();
        System.out.println(exposure.group());
        assertThat(Double.parseDouble(exposure.group(1))).isLessThanOrEqualTo(2.0);
        assertThat(analysis.code()).as(analysis.output()).isZero();
    }

    private static List<String> complete(String... words) throws Exception {
        String script =
                "PATH=%s:$PATH; . %s; COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE=; COMP_POINT=0; COMP_WORDBREAKS=:; "
                                .formatted(
                                        data.resolve("usr/bin"),
                                        data.resolve("usr/share/bash-completion/completions/ipmibridge"),
                                        "'" + String.join("' '", words) + "'",
                                        words.length - 1)
                        + "compopt() { :; }; _ipmibridge; printf '%s\\n' \"${COMPREPLY[@]}\"";
        return DebianPackage.checked("bash", "-c", script).lines().toList();
    }

    private static boolean has(String program) throws Exception {
        return Command.run("sh", "-c", "command -v " + program).code() == 0;
    }

    /** The files of a part of a tree, as paths from its root. */
    private static List<String> files(Path root, String part) throws IOException {
        if (!Files.exists(root.resolve(part))) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(root.resolve(part))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> "/" + root.relativize(file))
                    .toList();
        }
    }
}
