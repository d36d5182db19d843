package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class GoneBmcsTest {
    private static final byte[] VALUE = {1};

    @Rule
    public final TemporaryFolder data = new TemporaryFolder();

    private final Set<String> told = new HashSet<>();
    private SettingsStore settings;

    @After
    public void stop() {
        settings.close();
    }

    @Test
    public void aBmcThatIsGoneTwiceIsForgottenButForItsFile() throws Exception {
        GoneBmcs gone = inFiles();
        written(settings.of("vm1").put("x.y", VALUE));
        settings.of("vm1").putVolatile("x.z", VALUE);
        settings.of("vm2").putVolatile("x.z", VALUE);

        gone.sweep(Set.of("vm2"));
        assertThat(settings.names()).containsExactlyInAnyOrder("vm1", "vm2");
        gone.sweep(Set.of("vm2"));
        assertThat(settings.names()).containsExactly("vm2");
        assertThat(told).containsExactly("vm1");
        assertThat(settings.of("vm1").get("x.y")).contains(VALUE);
        assertThat(settings.of("vm1").get("x.z")).isEmpty();
    }

    @Test
    public void aBmcThatIsGoneForAMomentFindsAllOfItAgain() {
        GoneBmcs gone = inFiles();
        settings.of("vm1").putVolatile("x.z", VALUE);

        for (int i = 0; i < 3; i++) {
            gone.sweep(Set.of());
            gone.sweep(Set.of("vm1"));
        }
        assertThat(settings.of("vm1").get("x.z")).contains(VALUE);
    }

    @Test
    public void whatNoFileHasIsKept() throws Exception {
        GoneBmcs gone = inFiles();
        Files.createFile(data.getRoot().toPath().resolve("bmc"));
        assertThat(settings.of("vm1").put("x.y", VALUE).toCompletableFuture()).failsWithin(30, TimeUnit.SECONDS);
        sweepTwice(gone);
        assertThat(settings.of("vm1").get("x.y")).contains(VALUE);
        settings.close();

        gone = inMemory();
        written(settings.of("vm1").put("x.y", VALUE));
        settings.of("vm2").putVolatile("x.y", VALUE);
        sweepTwice(gone);
        assertThat(settings.names()).containsExactly("vm1");
        assertThat(told).containsExactly("vm2");
    }

    private static void sweepTwice(GoneBmcs gone) {
        gone.sweep(Set.of());
        gone.sweep(Set.of());
    }

    private GoneBmcs inFiles() {
        return of(new SettingsStore(Optional.of(data.getRoot().toPath()), new HandOver(new HashMap<>())));
    }

    private GoneBmcs inMemory() {
        return of(new SettingsStore(Optional.empty(), new HandOver(new HashMap<>())));
    }

    private GoneBmcs of(SettingsStore store) {
        settings = store;
        settings.watch(told::addAll);
        return new GoneBmcs(settings);
    }

    private static void written(CompletionStage<Void> stage) throws Exception {
        stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
