package org.ipmibridge.ipmi.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.ipmi.users.Configurations.administrator;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class UsersTest {
    private static final Account ADMIN = administrator("admin.cfg", 2, "admin", "configured");
    private static final Secret CHANGED = Secret.of("changed");

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final LogLines log = new LogLines();

    private final HeldHash hash = new HeldHash();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Users> opened = new ArrayList<>();

    @After
    public void close() {
        hash.release();
        threads.shutdownNow();
        opened.forEach(Users::close);
    }

    @Test
    public void aClientsChangeIsForOneBmcOnly() {
        Users users = start(ADMIN);

        save(users, "vm1", users.user("vm1", 2).withPassword(CHANGED));

        assertThat(users.find("vm1", "admin").orElseThrow().password()).isEqualTo(CHANGED);
        assertThat(users.find("vm2", "admin").orElseThrow().password()).isEqualTo(Secret.of("configured"));
    }

    @Test
    public void aClientsChangeSurvivesARestart() {
        Users users = start(ADMIN);
        User changed = new User(
                9,
                "bob\u00ff\n",
                Secret.ofPadded(new byte[] {1, 0, -1}),
                true,
                Optional.of(PrivilegeLevel.OPERATOR),
                true,
                true,
                true,
                3);
        save(users, "vm1", changed);
        save(users, "vm1", users.user("vm1", 2).withEnabled(false));

        Users restarted = start(ADMIN);

        assertThat(restarted.user("vm1", 9)).isEqualTo(changed);
        assertThat(restarted.user("vm1", 2)).isEqualTo(ADMIN.user().withEnabled(false));
        assertThat(restarted.users("vm2")).containsExactly(ADMIN.user());
    }

    @Test
    public void aClientsChangeSurvivesARestartInWhichTheAccountComesLate() {
        save(start(ADMIN), "vm1", ADMIN.user().withPassword(CHANGED));

        Users restarted = start();
        assertThat(restarted.find("vm1", "admin")).isEmpty();
        restarted.put("late", ADMIN);

        assertThat(restarted.find("vm1", "admin").orElseThrow().password()).isEqualTo(CHANGED);
    }

    @Test
    public void theOperatorsNewerValueWins() {
        Users users = start(ADMIN);
        save(users, "vm1", ADMIN.user().withPassword(CHANGED).withEnabled(false));

        users.put("0", administrator("admin.cfg", 2, "admin", "newer"));

        assertThat(users.user("vm1", 2).password()).isEqualTo(Secret.of("newer"));
        assertThat(users.user("vm1", 2).enabled())
                .as("the file said nothing new of this")
                .isFalse();
    }

    @Test
    public void theOperatorsNewerValueWinsWhenItWasWrittenWhileTheBridgeWasDown() {
        save(start(ADMIN), "vm1", ADMIN.user().withPassword(CHANGED));

        Users restarted = start(administrator("admin.cfg", 2, "admin", "newer"));

        assertThat(restarted.user("vm1", 2).password()).isEqualTo(Secret.of("newer"));
    }

    @Test
    public void aClientsValueThatWasOverruledDoesNotComeBack() {
        Users users = start(ADMIN);
        save(users, "vm1", ADMIN.user().withPassword(CHANGED));
        users.put("0", administrator("admin.cfg", 2, "admin", "newer"));
        users.put("0", ADMIN);

        assertThat(users.user("vm1", 2).password()).isEqualTo(Secret.of("configured"));
        users.close();
        assertThat(start(ADMIN).user("vm1", 2).password()).isEqualTo(Secret.of("configured"));
    }

    @Test
    public void aValueSetBackToTheConfiguredOneIsTheOperatorsAgain() throws IOException {
        Users users = start(ADMIN);
        save(users, "vm1", ADMIN.user().withPassword(CHANGED));
        save(users, "vm1", ADMIN.user());

        users.put("0", administrator("admin.cfg", 2, "admin", "newer"));

        assertThat(users.user("vm1", 2).password()).isEqualTo(Secret.of("newer"));
        assertThat(Files.readString(file("vm1"))).doesNotContain("password");
    }

    @Test
    public void aChangeOfOneFieldKeepsEarlierChangesOfOthers() {
        Users users = start(ADMIN);
        save(users, "vm1", users.user("vm1", 2).withPassword(CHANGED));
        save(users, "vm1", users.user("vm1", 2).withName("root"));

        assertThat(start(ADMIN).find("vm1", "root").orElseThrow().password()).isEqualTo(CHANGED);
    }

    @Test
    public void noConfiguredPasswordIsEverWritten() throws IOException {
        save(start(ADMIN), "vm1", ADMIN.user().withPassword(CHANGED));

        String written = Files.readString(file("vm1"));

        assertThat(written)
                .contains(hex("changed"))
                .doesNotContain("configured")
                .doesNotContain(hex("configured"));
    }

    @Test
    public void nobodyElseCanReadWhatIsWritten() throws IOException {
        save(start(ADMIN), "vm1", ADMIN.user().withPassword(CHANGED));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("vm1"))))
                .isEqualTo("rw-------");
    }

    @Test
    public void noBmcsNameLeadsOutOfTheDirectory() throws IOException {
        Users users = start(ADMIN);
        save(users, "../../etc/x y", ADMIN.user().withPassword(CHANGED));

        assertThat(files()).hasSize(1);
        assertThat(start(ADMIN).user("../../etc/x y", 2).password()).isEqualTo(CHANGED);
    }

    @Test
    public void aCorruptFileIsPutAsideAndTheOthersStillCount() throws IOException {
        Users users = start(ADMIN);
        save(users, "vm1", ADMIN.user().withPassword(CHANGED).withEnabled(false));
        save(users, "vm2", ADMIN.user().withPassword(CHANGED));
        List<String> lines = new ArrayList<>(Files.readAllLines(file("vm1")));
        lines.removeIf(line -> line.startsWith("2.enabled="));
        Files.write(file("vm1"), lines);

        Users restarted = start(ADMIN);

        assertThat(restarted.user("vm1", 2)).isEqualTo(ADMIN.user());
        assertThat(restarted.user("vm2", 2).password()).isEqualTo(CHANGED);
        assertThat(files()).contains("vm1.properties.corrupt", "vm2.properties").doesNotContain("vm1.properties");
        assertThat(log.alarms()).hasSize(1).first().asString().contains("vm1.properties: the check sum is wrong");
    }

    @Test
    public void anyRubbishIsPutAside() throws IOException {
        Files.createDirectories(directory());
        Files.write(directory().resolve("a.properties"), new byte[0]);
        Files.write(directory().resolve("b.properties"), new byte[] {(byte) 0xFF, 0, '\\', 'u', 'x'});
        Files.write(directory().resolve("%x.properties"), new byte[] {'a'});

        assertThat(start(ADMIN).users("a")).containsExactly(ADMIN.user());

        assertThat(files()).hasSize(3).allMatch(name -> name.endsWith(".corrupt"));
    }

    @Test
    public void whatCannotBeWrittenIsInForceAndSaysSo() throws IOException {
        Users users = start(ADMIN);
        Files.createDirectories(file("vm1").resolve("in the way"));

        CompletableFuture<Void> saved =
                users.save("vm1", ADMIN.user().withPassword(CHANGED)).toCompletableFuture();

        assertThatThrownBy(() -> saved.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(IOException.class);
        assertThat(users.user("vm1", 2).password()).isEqualTo(CHANGED);
        assertThat(log.alarms()).hasSize(1).first().asString().startsWith("ERROR the changed users of BMC vm1");
    }

    @Test
    public void withoutADataDirectoryChangesLastUntilTheEnd() {
        Users users = new Users(Optional.empty(), () -> false, new Fingerprint(Fingerprint::pbkdf2));
        opened.add(users);
        users.put("0", ADMIN);

        save(users, "vm1", ADMIN.user().withPassword(CHANGED));

        assertThat(users.user("vm1", 2).password()).isEqualTo(CHANGED);
        assertThat(log.alarms()).hasSize(1).first().asString().startsWith("WARN org.ipmibridge.data is not set");
    }

    @Test
    public void aChangeAfterTheEndIsNotWritten() {
        Users users = start(ADMIN);
        users.close();

        assertThat(users.save("vm1", ADMIN.user().withPassword(CHANGED)).toCompletableFuture())
                .isCompletedExceptionally();
    }

    @Test
    public void changesFromManyThreadsAreAllKept() throws InterruptedException {
        Users users = start(ADMIN);
        List<Thread> threads = new ArrayList<>();
        for (int id = 3; id <= 15; id++) {
            User user = User.empty(id).withName("user" + id);
            threads.add(new Thread(() -> save(users, "vm1", user)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(10_000);
        }

        assertThat(start(ADMIN).users("vm1")).hasSize(14);
    }

    @Test
    public void aReaderNeverSeesABmcWithoutItsUsers() throws InterruptedException {
        Users users = start(ADMIN);
        AtomicInteger misses = new AtomicInteger();
        AtomicBoolean done = new AtomicBoolean();
        Thread reader = new Thread(() -> {
            while (!done.get()) {
                misses.addAndGet(users.find("vm1", "admin").isPresent() ? 0 : 1);
            }
        });
        reader.start();
        for (int i = 0; i < 200; i++) {
            users.put("0", administrator("admin.cfg", 2, "admin", "password" + i));
            users.save("vm1", User.empty(9).withName("bob" + i));
        }
        done.set(true);
        reader.join(10_000);

        assertThat(misses).hasValue(0);
    }

    @Test
    public void theLogShowsNoSecret() {
        Users users = start(administrator("admin.cfg", 2, "admin", "s3cret-one"));
        save(users, "vm1", users.user("vm1", 2).withPassword(Secret.of("s3cret-two")));
        users.put("0", administrator("admin.cfg", 2, "admin", "s3cret-three"));

        assertThat(log.all()).isNotEmpty().noneMatch(line -> line.contains("s3cret") || line.contains(hex("s3cret")));
    }

    @Test
    public void aSaveReturnsWhileThePasswordUnderItIsBeingHashed() {
        Users users = start(ADMIN);
        hash.hold();

        CompletableFuture<Void> written = inTime(
                () -> users.save("vm1", ADMIN.user().withPassword(CHANGED)).toCompletableFuture());

        hash.awaitHeld();
        assertThat(inTime(() -> users.user("vm1", 2)).password()).isEqualTo(CHANGED);
        inTime(() -> users.save("vm1", ADMIN.user().withPassword(Secret.of("again"))));
        assertThat(written).isNotDone();
        hash.release();
        written.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(hash.threads()).containsOnly("ipmi-users-writer");
    }

    @Test
    public void aSaveReturnsWhileAnAccountIsComparedWithWhatAClientChangedBeforeTheRestart() throws Exception {
        save(start(ADMIN), "vm1", ADMIN.user().withPassword(CHANGED));
        Users restarted = start();
        hash.hold();
        CompletableFuture<Void> configured = CompletableFuture.runAsync(() -> restarted.put("0", ADMIN), threads);
        hash.awaitHeld();

        inTime(() -> restarted.save("vm1", User.empty(9).withName("bob")));
        assertThat(inTime(() -> restarted.find("unheard-of", "admin"))).isEmpty();

        hash.release();
        configured.get(10, TimeUnit.SECONDS);
        assertThat(restarted.user("vm1", 2).password()).isEqualTo(CHANGED);
        assertThat(restarted.user("vm1", 9).name()).isEqualTo("bob");
    }

    @Test
    public void aRefusedAccountThatComesIntoForceKeepsWhatAClientChangedOverIt() {
        save(start(ADMIN), "vm1", ADMIN.user().withPassword(CHANGED));
        Users restarted = start();
        restarted.put("first", new Account("a.cfg", User.empty(2).withName("other"), Set.of("vm2")));
        restarted.put("0", ADMIN);
        assertThat(restarted.user("vm1", 2).password()).isEqualTo(Secret.of(""));

        inTime(() -> restarted.save("vm1", User.empty(9)));
        restarted.put("first", new Account("a.cfg", User.empty(3), Set.of("vm2")));

        assertThat(restarted.user("vm1", 2).password()).isEqualTo(CHANGED);
    }

    /** What a thread of its own answers, which must not be kept waiting. */
    private <T> T inTime(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, threads)
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Users start(Account... accounts) {
        opened.forEach(Users::close);
        Users users = new Users(Optional.of(directory()), () -> false, new Fingerprint(hash));
        opened.add(users);
        for (int i = 0; i < accounts.length; i++) {
            users.put(String.valueOf(i), accounts[i]);
        }
        return users;
    }

    private static void save(Users users, String bmc, User user) {
        users.save(bmc, user)
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private Path directory() {
        return folder.getRoot().toPath().resolve("data").resolve("users");
    }

    private Path file(String bmc) {
        return directory().resolve(bmc + ".properties");
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static String hex(String text) {
        return java.util.HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
