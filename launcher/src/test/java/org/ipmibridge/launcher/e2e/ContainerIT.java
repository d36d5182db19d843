package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.Test;

/** The Containerfile, whose steps are done one by one without an engine, on this system's own Debian and Java in place of the image's. */
public final class ContainerIT {
    private static final Path CONTEXT = Path.of("target").toAbsolutePath();
    private static final Path FILE = Path.of("src/main/container/Containerfile").toAbsolutePath();
    /** What an engine does around the image: a root file system that is read-only, and only /tmp and the volume to write in. */
    private static final String ENGINE = """
            set -e
            mkdir -p /box /image
            mount -t tmpfs box /box && mkdir /box/upper /box/work
            mount -t overlay overlay -o lowerdir=/,upperdir=/box/upper,workdir=/box/work /image
            mount -t proc proc /image/proc
            mount --rbind /dev /image/dev
            mkdir -p /image/opt
            sysctl -q net.ipv4.ip_unprivileged_port_start=0
            """;

    @Test
    public void everyStepIsOneThatTheTestKnows() throws IOException {
        assertThat(Containerfile.read(FILE).steps())
                .extracting(Containerfile.Step::instruction)
                .containsOnly("FROM", "RUN", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "ENTRYPOINT");
    }

    @Test
    public void whatIsCopiedIsThere() throws IOException {
        for (String copy : Containerfile.read(FILE).all("COPY")) {
            assertThat(CONTEXT.resolve(copy.split(" ")[0])).isDirectory().isNotEmptyDirectory();
        }
    }

    @Test
    public void theImageServesAReadOnlyConfigurationWithoutRootAndStopsWhenItIsTold() throws Exception {
        Machine.assumePossible();
        Containerfile file = Containerfile.read(FILE);
        Path context = Archive.scratch().resolve("context.tar");
        DebianPackage.checked("tar", "-cf", context.toString(), "-C", CONTEXT.toString(), "dist");
        try (Machine machine = Machine.boot(context)) {
            machine.checked(ENGINE + "mkdir /srv/context && tar -xf /srv/context.tar -C /srv/context");
            build(machine, file);
            assertThat(installed(file)).matches("openjdk-\\d+-jre-headless");
            assertThat(machine.checked("ls /image/opt/ipmibridge/cds")).matches("bridge-\\d+\\.jsa");

            machine.checked("""
                    set -e
                    mkdir -p /config /state && chown 623:623 /state
                    cp /image/opt/ipmibridge/config/*.cfg /config/ && rm /config/*vm2* /config/*vm3*
                    sed -i 's/^\\.password = .*/.password = for-the-container/' /config/*users-admin.cfg
                    sed -i -e 's/^port = .*/port = 623/' -e 's/^address = .*/address = 0.0.0.0/' /config/*bmc-vm1.cfg
                    mount --bind /config /image/etc/ipmibridge && mount -o remount,ro,bind /image/etc/ipmibridge
                    mount --bind /state /image/var/lib/ipmibridge
                    mount -t tmpfs tmp /image/tmp
                    mount -o remount,ro /image
                    """);
            String user = file.all("USER").get(0).replace(":", " --regid=");
            machine.checked(
                    "chroot /image setpriv --reuid=" + user + " --clear-groups --bounding-set=-all --no-new-privs"
                            + " env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin " + String.join(" ", file.words("ENTRYPOINT"))
                            + " > /srv/out 2>&1 & echo $! > /srv/pid; disown");
            machine.await("the ready line", "grep '^ready: 1 of 1 BMC answers' /srv/out || { cat /srv/out; false; }");
            System.out.println("in the container: " + machine.checked("grep ^ready /srv/out"));

            assertThat(machine.checked(
                            "ipmitool -I lanplus -H 127.0.0.1 -U admin -P for-the-container chassis power status"))
                    .isEqualTo("Chassis Power is on");
            assertThat(machine.run("touch /image/opt/ipmibridge/x").output()).contains("Read-only file system");
            Finished edit = machine.run("chroot /image setpriv --reuid=" + user + " --clear-groups"
                    + " /opt/ipmibridge/bin/bridge shell --data /var/lib/ipmibridge bmc:disable vm1");
            assertThat(edit.code()).isEqualTo(1);
            assertThat(edit.output()).contains("cannot be changed by the bridge", "nothing was changed");

            String signal = file.all("STOPSIGNAL").get(0).replace("SIG", "");
            machine.checked("kill -" + signal + " $(cat /srv/pid)");
            machine.await("the end", "! kill -0 $(cat /srv/pid) 2> /dev/null");
            assertThat(machine.checked("cat /srv/out")).doesNotContain("bridge:");
            assertThat(machine.checked("ls /state/run")).doesNotContain("shell");
        }
    }

    /** Does the steps that change the image; the one that fetches packages is the one that is not done. */
    private static void build(Machine machine, Containerfile file) throws Exception {
        for (Containerfile.Step step : file.steps()) {
            if (step.instruction().equals("COPY")) {
                String[] names = step.arguments().split(" ");
                machine.checked(
                        "mkdir -p /image" + names[1] + " && cp -a /srv/context/" + names[0] + ". /image" + names[1]);
            } else if (step.instruction().equals("RUN") && !step.arguments().startsWith("apt-get ")) {
                machine.checked("chroot /image /bin/sh -c '" + step.arguments() + "'");
            }
        }
    }

    /** The package that the one step with apt-get installs. */
    private static String installed(Containerfile file) {
        List<String> fetching = file.all("RUN").stream()
                .filter(line -> line.startsWith("apt-get "))
                .toList();
        assertThat(fetching).hasSize(1);
        Matcher name = Pattern.compile("install (?:-\\S+ +)*(\\S+)").matcher(fetching.get(0));
        assertThat(name.find()).isTrue();
        return name.group(1);
    }
}
