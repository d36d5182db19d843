package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class IsoCommandsTest {
    private static final IsoFile RESCUE = new IsoFile(
            new IsoImage("[ds] iso/rescue.iso"), 1_234_567_890L, Optional.of(Instant.parse("2026-02-03T04:05:06.7Z")));
    private static final IsoFile INSTALL = new IsoFile(new IsoImage("[ds] install.iso"), 7, Optional.empty());

    private static final String PREFIX = "shell user=" + System.getProperty("user.name") + " from=gogo: ";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.shell.commands");
    private final FakeMachine web = new FakeMachine("web").withIsos(RESCUE);
    private final FakeHypervisor lab = new FakeHypervisor("lab", web).withIsos(INSTALL, RESCUE);
    private final FakeMachineDirectory machines = new FakeMachineDirectory(web);
    private final IsoDrive drive = new IsoDrive(machines);
    private final Shell shell = new Shell()
            .with("iso", "list", new IsoList(machines))
            .with("iso", "mount", drive)
            .with("iso", "eject", drive)
            .with("iso", "upload", new IsoUpload(machines));

    @After
    public void close() {
        shell.close();
        log.close();
    }

    @Test
    public void theImagesOfAMachineAreListedWithSizeAndTime() throws Exception {
        assertThat(shell.run("iso:list web")).isEqualTo("""
                        PATH                 SIZE    MODIFIED              HYPERVISOR  REASON
                        [ds] iso/rescue.iso  1.2 GB  2026-02-03T04:05:06Z  fake        -""");
    }

    @Test
    public void withoutAMachineTheImagesOfAllHypervisorsAreListedAndWhyOthersAreNot() throws Exception {
        machines.add(lab);
        machines.add(new FakeHypervisor("old"));
        FakeHypervisor away = new FakeHypervisor("away");
        away.setReachable(false);
        machines.add(away);

        assertThat(shell.run("iso:list")).isEqualTo("""
                        PATH                 SIZE    MODIFIED              HYPERVISOR  REASON
                        -                    -       -                     away        away was not reached yet
                        [ds] install.iso     7 B     -                     lab         -
                        [ds] iso/rescue.iso  1.2 GB  2026-02-03T04:05:06Z  lab         -
                        -                    -       -                     old         old lists no ISO images""");
    }

    @Test
    public void inJsonASizeIsANumberOfBytes() throws Exception {
        assertThat(shell.run("iso:list web --json"))
                .isEqualTo("[{\"path\":\"[ds] iso/rescue.iso\",\"size\":1234567890,"
                        + "\"modified\":\"2026-02-03T04:05:06Z\",\"hypervisor\":\"fake\",\"reason\":null}]");
    }

    @Test
    public void aListThatFailsIsAFailure() {
        web.failWith(new HypervisorUnavailableException("fake does not answer"));
        assertThatThrownBy(() -> shell.run("iso:list web")).hasMessage("fake does not answer");
    }

    @Test
    public void anImageIsMountedAndEjectedAndTheLogSaysSo() throws Exception {
        assertThat(shell.run("iso:mount web '[ds] iso/rescue.iso'"))
                .isEqualTo("web: ISO in the drive: [ds] iso/rescue.iso");
        assertThat(shell.run("iso:eject web")).isEqualTo("web: ISO in the drive: none");

        assertThat(log.lines(Level.INFO))
                .containsExactly(
                        PREFIX + "machine web: ISO [ds] iso/rescue.iso mounted", PREFIX + "machine web: ISO ejected");
    }

    @Test
    public void withoutAPathTheConfiguredImageIsMounted() throws Exception {
        assertThat(shell.run("iso:mount web")).isEqualTo("web: ISO in the drive: [fake] install.iso");
    }

    @Test
    public void aMachineWithoutAConfiguredImageNeedsAPath() {
        MachineInfo info = web.info().toCompletableFuture().join();
        web.withInfo(new MachineInfo(info.uuid(), Firmware.EFI, List.of(), Optional.empty(), Optional.empty()));

        assertThatThrownBy(() -> shell.run("iso:mount web"))
                .isInstanceOf(ShellException.class)
                .hasMessage("web: no ISO image is configured for it; name one: iso:list shows all");
        assertThatThrownBy(() -> shell.run("iso:mount web ''")).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> shell.run("iso:mount web a b")).isInstanceOf(UsageException.class);
    }

    @Test
    public void anImageThatDoesNotExistIsAFailureAndNotLogged() {
        web.failWith(new IsoUnavailableException("[ds] x.iso: no such file"));

        assertThatThrownBy(() -> shell.run("iso:mount web x.iso")).hasMessage("[ds] x.iso: no such file");
        assertThat(log.lines(Level.INFO)).isEmpty();
    }

    @Test
    public void anUploadGoesToTheOnlyHypervisor() throws Exception {
        machines.add(lab);
        Path file = file(2_000_000);
        CompletableFuture<String> result = inBackground("iso:upload " + file);
        FakeHypervisor.Upload upload = lab.uploads().poll(10, TimeUnit.SECONDS);
        assertThat(upload.file()).isEqualTo(file);
        assertThat(upload.target()).isEmpty();
        upload.done().complete(new IsoImage("[ds] iso/a.iso"));

        assertThat(result.get(10, TimeUnit.SECONDS))
                .matches("lab: \\[ds\\] iso/a.iso stored: 2\\.0 MB in \\d+\\.\\d s, \\d+\\.\\d MB/s");
        assertThat(log.lines(Level.INFO))
                .containsExactly(PREFIX + "hypervisor lab: ISO [ds] iso/a.iso stored, from " + file);
    }

    @Test
    public void ofSeveralHypervisorsOneMustBeNamed() throws Exception {
        machines.add(lab);
        FakeHypervisor vc1 = new FakeHypervisor("vc1");
        machines.add(vc1);
        Path file = file(1);

        assertThatThrownBy(() -> shell.run("iso:upload " + file))
                .isInstanceOf(UsageException.class)
                .hasMessage("--hypervisor says where to: lab, vc1");
        assertThatThrownBy(() -> shell.run("iso:upload --hypervisor vc2 " + file))
                .hasMessage("there is no hypervisor vc2; there is lab, vc1");
        CompletableFuture<String> result = inBackground("iso:upload --hypervisor vc1 " + file + " b.iso");
        FakeHypervisor.Upload upload = vc1.uploads().poll(10, TimeUnit.SECONDS);
        assertThat(upload.target()).isEqualTo("b.iso");
        upload.done().complete(new IsoImage("b.iso"));
        assertThat(result.get(10, TimeUnit.SECONDS)).startsWith("vc1: b.iso stored");
    }

    @Test
    public void anUploadThatFailsIsAFailureInTheHypervisorsWords() throws Exception {
        machines.add(lab);
        CompletableFuture<String> result = inBackground("iso:upload " + file(1));
        lab.uploads().poll(10, TimeUnit.SECONDS).done().completeExceptionally(new PermissionDeniedException("not you"));

        assertThat(result)
                .failsWithin(10, TimeUnit.SECONDS)
                .withThrowableThat()
                .havingRootCause()
                .isInstanceOf(PermissionDeniedException.class)
                .withMessage("not you");
        assertThat(log.lines(Level.INFO)).isEmpty();
    }

    @Test
    public void aFileThatTheBridgeCannotReadIsSaidClearly() throws Exception {
        machines.add(lab);
        Path directory = folder.getRoot().toPath();

        assertThatThrownBy(() -> shell.run("iso:upload " + directory)).hasMessage(directory + " is no file");
        assertThatThrownBy(() -> shell.run("iso:upload " + directory + "/no.iso"))
                .isInstanceOf(ShellException.class)
                .hasMessageStartingWith("the bridge sees no file " + directory + "/no.iso; it reads the file itself");
        assertThat(lab.uploads()).isEmpty();
    }

    private CompletableFuture<String> inBackground(String line) {
        CompletableFuture<String> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                result.complete(shell.run(line));
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return result;
    }

    private Path file(int bytes) throws IOException {
        return Files.write(folder.newFile().toPath(), new byte[bytes]);
    }
}
