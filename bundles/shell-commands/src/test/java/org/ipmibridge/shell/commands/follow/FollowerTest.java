package org.ipmibridge.shell.commands.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;
import org.osgi.framework.ServiceRegistration;

public final class FollowerTest {
    private static final long PATIENCE_SECONDS = 10;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CountDownLatch unregistered = new CountDownLatch(1);
    private final CountDownLatch last = new CountDownLatch(1);
    private final Follower<Integer> follower = new Follower<>(new Follower.Lines<>() {
        @Override
        public String of(Integer news) {
            if (news < 0) {
                last.countDown();
            }
            return "news " + news;
        }

        @Override
        public String gap(int count) {
            last.countDown();
            return count + " lost";
        }
    });

    @Test
    public void newsComeInTheirOrderUntilTheWatcherLeaves() throws Exception {
        follower.put(1);
        Thread watcher = watch();
        follower.put(2);
        follower.put(-1);
        leave(watcher);

        assertThat(text()).isEqualTo("news 1\nnews 2\nnews -1\n");
    }

    @Test
    public void aWatcherWhoDoesNotKeepUpIsToldHowMuchIsMissing() throws Exception {
        for (int i = 0; i < Follower.CAPACITY + 7; i++) {
            follower.put(i);
        }
        leave(watch());

        assertThat(text().lines()).hasSize(Follower.CAPACITY + 1).first().isEqualTo("news 0");
        assertThat(text().lines()).last().isEqualTo("7 lost");
    }

    private Thread watch() {
        Thread watcher = new Thread(() -> follower.follow(registration(), new PrintStream(bytes, true)));
        watcher.start();
        return watcher;
    }

    private void leave(Thread watcher) throws InterruptedException {
        assertThat(last.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        watcher.interrupt();
        watcher.join();
        assertThat(unregistered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private String text() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private ServiceRegistration<?> registration() {
        return (ServiceRegistration<?>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ServiceRegistration.class}, (proxy, method, arguments) -> {
                    unregistered.countDown();
                    return null;
                });
    }
}
