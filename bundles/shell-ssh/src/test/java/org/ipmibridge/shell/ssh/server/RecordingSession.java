package org.ipmibridge.shell.ssh.server;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.runtime.api.shell.Candidate;
import org.ipmibridge.runtime.api.shell.Screen;
import org.ipmibridge.runtime.api.shell.ShellSession;

/** Notes the lines that it is to run, and does nothing else. */
final class RecordingSession implements ShellSession {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public int run(List<String> words, Screen screen) {
        return run(String.join(" ", words), screen);
    }

    @Override
    public int run(String line, Screen screen) {
        lines.add(line);
        return DONE;
    }

    @Override
    public List<Candidate> complete(String line, int cursor) {
        return List.of();
    }

    @Override
    public void enter(Path path) {}

    @Override
    public void interrupt() {}

    @Override
    public void close() {}
}
