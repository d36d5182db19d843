package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** The Debian package on a Debian with systemd: what happens to somebody who installs it. */
public final class InstalledIT {
    private static final String INSTALL = "DEBIAN_FRONTEND=noninteractive dpkg -i /srv/ipmibridge_*.deb";
    private static final String SHOW = "systemctl show --value ipmibridge -p ";
    private static final String STATUS = "ipmitool -I lanplus -H 127.0.0.9 -U admin -P %s chassis power status";
    private static final String SECRET = "\"$(cat /etc/ipmibridge/secrets/ipmi-admin)\"";
    private static final String OWNER = "stat -c '%U:%G %a' ";

    private Machine machine;

    @Before
    public void install() throws Exception {
        Machine.assumePossible();
        Instant begin = Instant.now();
        machine = Machine.boot(DebianPackage.file());
        Instant booted = Instant.now();
        machine.checked(INSTALL);
        System.out.println(
                "a Debian booted in " + Duration.between(begin, booted).toMillis()
                        + " ms, the package installed and its service ready in "
                        + Duration.between(booted, Instant.now()).toMillis() + " ms");
    }

    @After
    public void close() throws Exception {
        if (machine != null) {
            machine.close();
        }
    }

    @Test
    public void aFreshInstallationRunsWithoutRootAndListensNowhere() throws Exception {
        assertThat(machine.checked(SHOW + "ActiveState,StatusText,Type,UnitFileState,NRestarts,WatchdogUSec"))
                .contains("active", "no BMC is configured", "notify", "enabled", "30s");
        assertThat(machine.checked("ss -Hlun | grep -v : || true")).isEmpty();
        assertThat(machine.checked("ss -Hlunp | grep java || true")).isEmpty();
        String process = machine.checked("cat /proc/$(" + SHOW + "MainPID)/status");
        assertThat(process)
                .containsPattern("CapEff:\\s+0000000000000400")
                .containsPattern("CapBnd:\\s+0000000000000400")
                .containsPattern("NoNewPrivs:\\s+1")
                .containsPattern("Seccomp:\\s+2");
        assertThat(machine.checked("stat -c '%n %U:%G %a' /etc/ipmibridge/secrets /run/ipmibridge /var/lib/ipmibridge"
                        + " /var/log/ipmibridge/bridge.log"))
                .isEqualTo("/etc/ipmibridge/secrets root:ipmibridge 2770\n"
                        + "/run/ipmibridge ipmibridge:ipmibridge 700\n"
                        + "/var/lib/ipmibridge ipmibridge:ipmibridge 750\n"
                        + "/var/log/ipmibridge/bridge.log ipmibridge:ipmibridge 600");
        assertThat(machine.checked("systemd-analyze verify ipmibridge.service && man -w bridge ipmibridge"))
                .contains("man1/");
        System.out.println(machine.checked("systemd-analyze security --no-pager ipmibridge | tail -n 1"));
    }

    @Test
    public void theFirstMachineIsThereAsTheReadmeSaysAndAnswersAtPort623() throws Exception {
        addTheFirstBmc();

        assertThat(machine.checked(STATUS.formatted(SECRET))).isEqualTo("Chassis Power is on");
        machine.await("the state of the service", SHOW + "StatusText | grep '^1 of 1 BMC answers$'");
        // When a BMC of a fleet listens, the fleets, and the addresses of interfaces, were looked after once.
        addTheSecondMachine();
        machine.checked("printf 'addresses = 127.0.1.1-127.0.1.9\\nport = 623\\n'"
                + " > /etc/ipmibridge/org.ipmibridge.virtual.bmc.fleet-all.cfg");
        machine.await("the BMC of a fleet", "ipmibridge shell bmc:list | grep '^vm2 *listening'");
        assertThat(machine.checked(at("127.0.1.1"))).isEqualTo("Chassis Power is on");
        assertThat(machine.checked("ipmibridge shell bmc:problems")).isEqualTo("no problems");
        assertThat(machine.checked("bridge=/usr/bin/bridge; $bridge shell config:set ipmi.session idle.seconds 90"))
                .endsWith("in force");

        assertThat(machine.checked(completed("ipmibridge shell bmc:ad", "ipmibridge shell bmc : ad")))
                .isEqualTo("add");
        assertThat(machine.checked(completed("ipmibridge shell eve", "ipmibridge shell eve")))
                .isEqualTo("events");

        Finished stranger = machine.run("setpriv --reuid=nobody --clear-groups ipmibridge shell bmc:list");
        assertThat(stranger.code()).isEqualTo(1);
        assertThat(stranger.output()).contains("permission denied").hasLineCount(1);
        assertThat(machine.run("setpriv --reuid=ipmibridge --clear-groups ipmibridge shell bmc:list")
                        .code())
                .isZero();
        // That of iproute2 is still there for root.
        assertThat(machine.checked("type -P bridge")).isEqualTo("/usr/sbin/bridge");
    }

    @Test
    public void aBmcAnswersOnIpv6() throws Exception {
        addTheFirstBmc();
        assumeTrue(
                "no IPv6 here", machine.run("grep -q ' lo$' /proc/net/if_inet6").code() == 0);
        addTheSecondMachine();

        assertThat(machine.checked("ipmibridge shell bmc:add vm2 --address ::1 --port 623 --machine vm2"))
                .startsWith("vm2: listening on ");

        // ipmitool reaches no IPv6 address of the loopback interface.
        assertThat(machine.checked("IPMI_PASSWORD=" + SECRET
                        + " ipmibridge iso-boot-check --host ::1 --user admin --power status"))
                .isEqualTo("power is on");
    }

    @Test
    public void aBridgeThatStandsStillIsRestarted() throws Exception {
        machine.checked(
                "mkdir /etc/systemd/system/ipmibridge.service.d && cd /etc/systemd/system/ipmibridge.service.d &&"
                        + " printf '[Service]\\nWatchdogSec=10\\nTimeoutAbortSec=1\\n' > watchdog.conf &&"
                        + " systemctl daemon-reload && systemctl restart ipmibridge");
        addTheFirstBmc();
        String before = machine.checked(SHOW + "NRestarts");

        machine.checked("kill -STOP $(" + SHOW + "MainPID)");

        machine.await("the restart", "[ $(" + SHOW + "NRestarts) -gt " + before + " ]");
        machine.await("the service", "[ $(" + SHOW + "ActiveState) = active ]");
        assertThat(machine.checked("journalctl --no-pager -u ipmibridge")).contains("Failed with result 'watchdog'");
        machine.await("an answer", STATUS.formatted(SECRET) + " | grep 'Power is on'");
    }

    @Test
    public void anUpgradeKeepsWhatWasChangedARemovalTheConfigurationAndAPurgeNothing() throws Exception {
        addTheFirstBmc();
        machine.checked("ipmibridge shell config:set ipmi.session idle.seconds 90");
        machine.checked(
                STATUS.formatted(SECRET).replace("chassis power status", "user set password 2 from-a-client 16"));
        String before = machine.checked(SHOW + "MainPID");

        machine.checked("dpkg-deb -R /srv/ipmibridge_*.deb /opt/next && cd /opt/next &&"
                + " sed -i 's/^Version: .*/Version: 99.0/' DEBIAN/control && echo 99.0 > usr/share/ipmibridge/lib/version &&"
                + " sed -i 's/^retry.seconds = .*/retry.seconds = 3/' etc/ipmibridge/org.ipmibridge.rmcp.transport.cfg &&"
                + " dpkg-deb -b . /srv/next.deb");
        assertThat(machine.checked("DEBIAN_FRONTEND=noninteractive dpkg -i /srv/next.deb < /dev/null"))
                .contains("Setting up ipmibridge (99.0)");

        assertThat(machine.checked("ipmibridge --version")).isEqualTo("IPMI-VMware Bridge 99.0");
        assertThat(machine.checked(SHOW + "MainPID")).isNotEqualTo(before).isNotEqualTo("0");
        assertThat(machine.checked("ipmibridge shell config:get ipmi.session idle.seconds"))
                .contains("90");
        assertThat(machine.checked("ipmibridge shell config:get rmcp.transport retry.seconds"))
                .contains("3");
        assertThat(machine.checked("stat -c %U:%G /etc/ipmibridge/*session.cfg /etc/ipmibridge/*transport.cfg | uniq"))
                .isEqualTo("ipmibridge:ipmibridge");
        assertThat(machine.checked(STATUS.formatted("from-a-client"))).isEqualTo("Chassis Power is on");

        machine.checked("dpkg -r ipmibridge");
        assertThat(machine.run("systemctl is-active ipmibridge").output()).isNotEqualTo("active");
        assertThat(machine.run("pgrep -u ipmibridge").output()).isEmpty();
        assertThat(machine.checked("ls /etc/ipmibridge /var/lib/ipmibridge")).contains("virtual.bmc-vm1.cfg", "users");
        assertThat(machine.run("ls /usr/share/ipmibridge /usr/bin/bridge").code())
                .isNotZero();

        machine.checked("dpkg -P ipmibridge");
        assertThat(machine.checked("find /etc /var /usr /run /lib/systemd /tmp -xdev -name '*ipmibridge*'"))
                .isEmpty();
        assertThat(machine.run("getent passwd ipmibridge || getent group ipmibridge")
                        .output())
                .isEmpty();
        assertThat(machine.run("systemctl cat ipmibridge").code()).isNotZero();
    }

    @Test
    public void whatWasRemovedCanBeInstalledAgain() throws Exception {
        addTheFirstBmc();

        machine.checked("dpkg -r ipmibridge");
        machine.checked(INSTALL);

        assertThat(machine.await("an answer", STATUS.formatted(SECRET))).isEqualTo("Chassis Power is on");
    }

    @Test
    public void whatWasRemovedBeforeItHadASecretMakesSecretsWhenItIsInstalledAgain() throws Exception {
        String secrets = machine.checked(OWNER + "/etc/ipmibridge/secrets");
        machine.checked("dpkg -r ipmibridge && ! test -e /etc/ipmibridge/secrets");

        machine.checked(INSTALL);

        assertThat(machine.checked(OWNER + "/etc/ipmibridge/secrets"))
                .isEqualTo(secrets)
                .isEqualTo("root:ipmibridge 2770");
        addTheFirstBmc();
        assertThat(machine.checked(STATUS.formatted(SECRET))).isEqualTo("Chassis Power is on");
    }

    @Test
    public void anUpgradeLeavesTheOwnersThatAnAdministratorHasGivenTheDirectories() throws Exception {
        machine.checked(
                "groupadd operators && chgrp operators /etc/ipmibridge/secrets && chmod 2750 /etc/ipmibridge/secrets");

        machine.checked(INSTALL);

        assertThat(machine.checked(OWNER + "/etc/ipmibridge/secrets")).isEqualTo("root:operators 2750");
    }

    /** Has bash complete what stands at the end of a line. */
    private static String completed(String line, String words) {
        return ". /usr/share/bash-completion/completions/ipmibridge; COMP_WORDBREAKS=:; COMP_LINE='%s'; COMP_WORDS=(%s); "
                        .formatted(line, words)
                + "COMP_POINT=${#COMP_LINE}; COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _ipmibridge; echo \"${COMPREPLY[@]}\"";
    }

    /** Asks at another address than the first BMC's. */
    private static String at(String address) {
        return STATUS.formatted(SECRET).replace("127.0.0.9", address);
    }

    private void addTheSecondMachine() throws Exception {
        machine.checked("cd /etc/ipmibridge && sed 's/^name = vm1/name = vm2/' *simulated.machine-vm1.cfg"
                + " > org.ipmibridge.hypervisor.simulated.machine-vm2.cfg");
        machine.await("the second machine", "ipmibridge shell machine:list | grep vm2");
    }

    /** With a simulated machine in place of a vCenter's. */
    private void addTheFirstBmc() throws Exception {
        machine.checked("cp /usr/share/doc/ipmibridge/examples/*simulated* /etc/ipmibridge/");
        assertThat(machine.checked("ipmibridge shell user:add admin --privilege administrator --generate"))
                .contains("in force");
        machine.await("the machine", "ipmibridge shell machine:list | grep vm1");
        assertThat(machine.checked("ipmibridge shell bmc:add vm1 --address 127.0.0.9 --port 623 --machine vm1"))
                .isEqualTo("vm1: listening on 127.0.0.9:623");
    }
}
