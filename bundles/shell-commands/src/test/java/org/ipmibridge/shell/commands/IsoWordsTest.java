package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Test;

public final class IsoWordsTest {
    private final FakeClock clock = new FakeClock();
    private final IsoWords words = new IsoWords(clock::nanoTime);
    private final Queue<CompletableFuture<List<IsoFile>>> answers = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<List<IsoFile>> first = new CompletableFuture<>();
    private final CompletableFuture<List<IsoFile>> second = new CompletableFuture<>();

    @Test
    public void aListServesForAWhile() {
        answers.addAll(List.of(first, second));
        first.complete(isos("a"));
        second.complete(isos("b"));

        assertThat(values()).containsExactly("a");
        assertThat(values()).containsExactly("a");
        clock.advance(IsoWords.FRESH);
        assertThat(values()).containsExactly("b");
    }

    @Test
    public void aListThatIsLateServesTheNextTimeAndIsNotAskedForTwice() {
        answers.add(first);

        assertThat(values()).isEmpty();
        clock.advance(IsoWords.FRESH);
        assertThat(values()).isEmpty();
        first.complete(isos("a"));
        answers.add(second);
        second.complete(isos("b"));
        assertThat(values()).containsExactly("b");
        assertThat(answers).isEmpty();
    }

    @Test
    public void theListOfBeforeServesWhileANewOneIsLateOrFails() {
        answers.addAll(List.of(first, second));
        first.complete(isos("a"));
        values();
        clock.advance(IsoWords.FRESH);

        assertThat(values()).containsExactly("a");
        second.completeExceptionally(new HypervisorUnavailableException("away"));
        assertThat(values()).containsExactly("a");
    }

    private List<String> values() {
        return words.of("fake/web", answers::remove).stream()
                .map(Candidate::value)
                .toList();
    }

    private static List<IsoFile> isos(String path) {
        return List.of(new IsoFile(new IsoImage(path), 1, Optional.empty()));
    }
}
