package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class SettingsStoreTest {
    @Rule
    public final TemporaryFolder data = new TemporaryFolder();

    private final Map<Object, Object> left = new ConcurrentHashMap<>();
    private final LogRecorder log = new LogRecorder("org.ipmibridge.virtual.bmc");
    private SettingsStore store;

    @After
    public void stop() {
        log.close();
        store.close();
    }

    @Test
    public void whatIsPutSurvivesARestart() throws Exception {
        written(open().put("chassis.policy", new byte[] {1, (byte) 0xFE}));
        assertThat(reopen().get("chassis.policy")).contains(new byte[] {1, (byte) 0xFE});
    }

    @Test
    public void whatIsPutIsThereAtOnce() {
        BmcSettings settings = open();
        settings.put("x.y", new byte[] {1});
        assertThat(settings.get("x.y")).contains(new byte[] {1});
    }

    @Test
    public void whatIsPutBeforeTheEndIsWrittenBeforeTheEnd() {
        for (int i = 0; i < 100; i++) {
            open().put("x.y" + i, new byte[] {(byte) i});
        }
        assertThat(reopen().get("x.y99")).contains(new byte[] {99});
    }

    @Test
    public void aVolatileValueOutlivesTheBundleAndIsOnNoDisk() throws Exception {
        BmcSettings settings = open();
        written(settings.put("x.y", new byte[] {1}));
        settings.putVolatile("x.y", new byte[] {2});
        written(settings.put("x.z", new byte[] {3}));

        assertThat(Files.readString(file())).contains("x.y=01").contains("x.z=03");
        assertThat(replace().get("x.y")).contains(new byte[] {2});
        assertThat(reopen().get("x.y")).contains(new byte[] {1});
    }

    @Test
    public void theLatestOfPutAndPutVolatileCounts() {
        BmcSettings settings = open();
        settings.putVolatile("x.y", new byte[] {2});
        settings.put("x.y", new byte[] {1});
        assertThat(settings.get("x.y")).contains(new byte[] {1});
    }

    @Test
    public void whatIsRemovedIsGoneInMemoryAndOnDisk() throws Exception {
        BmcSettings settings = open();
        written(settings.put("x.y", new byte[] {1}));
        settings.putVolatile("x.y", new byte[] {2});
        written(settings.remove("x.y"));

        assertThat(settings.get("x.y")).isEmpty();
        assertThat(reopen().get("x.y")).isEmpty();
    }

    @Test
    public void valuesAreCopied() {
        BmcSettings settings = open();
        byte[] value = {1};
        settings.put("x.y", value);
        value[0] = 9;
        settings.get("x.y").orElseThrow()[0] = 9;
        assertThat(settings.get("x.y")).contains(new byte[] {1});
    }

    @Test
    public void eachBmcHasItsOwnSettings() {
        open();
        store.of("vm1").put("x.y", new byte[] {1});
        assertThat(store.of("vm2").get("x.y")).isEmpty();
    }

    @Test
    public void aFileThatCannotBeReadIsKeptAsideWithOneLine() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "x.y=0g\n");

        assertThat(open().get("x.y")).isEmpty();

        Path aside = file().resolveSibling("vm1.properties.corrupt");
        assertThat(aside).hasContent("x.y=0g");
        assertThat(file()).doesNotExist();
        assertThat(log.lines(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith(file() + " cannot be read and is now " + aside);
    }

    @Test
    public void aDiskThatFailsIsOneLineAndTheValueIsInForce() throws Exception {
        BmcSettings settings = open();
        Files.createFile(file().getParent());

        assertThat(failed(settings.put("x.y", new byte[] {1}))).isTrue();
        assertThat(failed(settings.put("x.z", new byte[] {1}))).isTrue();

        assertThat(settings.get("x.y")).contains(new byte[] {1});
        assertThat(log.lines(Level.ERROR))
                .singleElement()
                .asString()
                .startsWith(file() + " cannot be written; changes are lost when the bridge stops: ");
    }

    @Test
    public void withoutADataDirectoryEverythingIsInMemory() throws Exception {
        store = new SettingsStore(Optional.empty(), new HandOver(left));
        BmcSettings settings = store.of("vm1");
        written(settings.put("x.y", new byte[] {1}));
        assertThat(settings.get("x.y")).contains(new byte[] {1});
    }

    @Test
    public void manyChangesInARowAreWrittenTogether() {
        List<Runnable> writes = new ArrayList<>();
        StoredSettings settings = StoredSettings.load(Optional.of(new SettingsFile(file())), writes::add);
        open();

        CompletionStage<Void> first = settings.put("x.y", new byte[] {1});
        CompletionStage<Void> second = settings.put("x.z", new byte[] {2});
        assertThat(writes).hasSize(1);
        writes.get(0).run();

        assertThat(first.toCompletableFuture()).isCompleted();
        assertThat(second.toCompletableFuture()).isCompleted();
        assertThat(reopen().get("x.z")).contains(new byte[] {2});
    }

    @Test
    public void whatACommandUnderWayPutsAfterTheEndIsWrittenAndKnownToTheSuccessor() throws Exception {
        BmcSettings settings = open();
        written(settings.put("x.y", new byte[] {1}));
        BmcSettings successor = replace();

        written(settings.put("x.y", new byte[] {2}));
        settings.putVolatile("x.z", new byte[] {3});
        assertThat(successor.get("x.y")).contains(new byte[] {2});
        assertThat(successor.get("x.z")).contains(new byte[] {3});

        written(successor.put("x.w", new byte[] {4}));
        assertThat(settings.get("x.w")).contains(new byte[] {4});
        assertThat(reopen().get("x.y")).contains(new byte[] {2});
        assertThat(store.of("vm1").get("x.w")).contains(new byte[] {4});
    }

    @Test
    public void wrongKeysAndTooLongValuesAreRefused() {
        BmcSettings settings = open();
        for (String key : new String[] {"", "A.b", "a=b", "a\nb", "x".repeat(65)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> settings.put(key, new byte[1]));
            assertThatIllegalArgumentException().isThrownBy(() -> settings.putVolatile(key, new byte[1]));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> settings.put("x.y", new byte[4097]));
    }

    private BmcSettings open() {
        if (store == null) {
            store = new SettingsStore(Optional.of(data.getRoot().toPath()), new HandOver(left));
        }
        return store.of("vm1");
    }

    /** As when the bridge is started again. */
    private BmcSettings reopen() {
        store.close();
        left.clear();
        store = null;
        return open();
    }

    /** As when the bundle is replaced. */
    private BmcSettings replace() {
        store.close();
        store = null;
        return open();
    }

    private Path file() {
        return data.getRoot().toPath().resolve("bmc").resolve("vm1.properties");
    }

    private static void written(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private static boolean failed(CompletionStage<Void> stage) throws Exception {
        CompletableFuture<Boolean> failed =
                stage.handle((done, failure) -> failure != null).toCompletableFuture();
        return failed.get(10, TimeUnit.SECONDS);
    }
}
