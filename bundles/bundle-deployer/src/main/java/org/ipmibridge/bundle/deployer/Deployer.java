package org.ipmibridge.bundle.deployer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.deploy.Deployment;
import org.ipmibridge.runtime.api.deploy.Deployment.State;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Brings the bundles into accord with the directory, look by look. Used by one thread at a time, but for what is said to be thread-safe. */
final class Deployer {
    /** How long a file must stay as it is before it is read. */
    static final Duration SETTLED = Duration.ofMillis(200);

    /** A file is not read before it is known whether somebody writes it; one that is older than this is not written. */
    private static final Duration OLD = Duration.ofSeconds(2);

    /** Which jar of one symbolic name takes precedence: the higher version, then the newer file. */
    private static final Comparator<DeployedFile> ORDER = Comparator.comparing(
                    (DeployedFile file) -> file.usable().orElseThrow().version())
            .thenComparing(file -> file.seen.modified())
            .thenComparing(file -> file.name);

    private final Path directory;
    private final Path own;
    private final Shelf shelf;
    private final Memory memory;
    private final Installer installer;
    private final Bundle self;
    private final BiConsumer<String, String> news;
    private final Clock clock;
    private final Map<String, DeployedFile> files;
    private final Map<String, Force> forces;
    private Map<String, String> others = new TreeMap<>();
    private Set<String> helpers = Set.of();
    private volatile List<Deployment> deployments = List.of();
    private volatile String trouble = "";

    /**
     * @param directory with the jars
     * @param storage where copies and what is known are kept
     * @param self the bundle of this class
     * @param news takes a symbolic name, and what became of it in one line
     */
    Deployer(
            Path directory,
            Path storage,
            Installer installer,
            Bundle self,
            BiConsumer<String, String> news,
            Clock clock)
            throws IOException {
        this.directory = directory;
        this.own = storage;
        this.shelf = new Shelf(storage.resolve("jars"));
        this.memory = new Memory(storage.resolve("state.properties"));
        this.installer = installer;
        this.self = self;
        this.news = news;
        this.clock = clock;
        this.files = new TreeMap<>();
        this.forces = new TreeMap<>();
        recall();
        takeBack();
        tell();
    }

    /** A file that was damaged, for instance when the power failed, must not keep the directory from having any effect. */
    private void recall() {
        try {
            memory.load(shelf, files, forces);
        } catch (IOException | RuntimeException e) {
            files.clear();
            forces.clear();
            say(
                    self.getSymbolicName(),
                    "what was known of the directory cannot be read, all jars are taken anew; what a jar brought that is gone stays: "
                            + Reason.thrown(e));
        }
    }

    /** If the last update of this bundle was rolled back, it was not this deployer that did. */
    private void takeBack() throws IOException {
        Path report = own.resolve(SelfUpdate.FAILED);
        Force failed = forces.get(self.getSymbolicName());
        if (Files.exists(report) && failed != null) {
            forces.remove(self.getSymbolicName());
            refuse(failed.jar, new Failure(Files.readString(report)));
            best().computeIfPresent(self.getSymbolicName(), (name, file) -> {
                forces.put(name, new Force(file.usable().orElseThrow(), false, Set.of()));
                return file;
            });
        }
        Files.deleteIfExists(report);
    }

    private void refuse(BundleJar jar, Failure failure) {
        files.values().stream()
                .filter(file -> file.newest != null && file.newest.sameContent(jar))
                .forEach(file -> file.refuse(failure, clock.instant()));
    }

    /** Thread-safe. */
    List<Deployment> deployments() {
        return deployments;
    }

    /** Why the directory cannot be looked at; empty if it can. Thread-safe. */
    String trouble() {
        return trouble;
    }

    /**
     * Looks at the directory and does what it asks for.
     *
     * @param settings in force now
     * @param starting whether the framework is only starting: what runs already is left for later
     * @return whether a file is still to be read
     */
    boolean look(Settings settings, boolean starting) throws InterruptedException {
        Instant now = clock.instant();
        Directory found;
        try {
            found = Directory.look(directory);
            trouble = "";
        } catch (IOException e) {
            trouble = "cannot be read, so that nothing in it has an effect: " + Reason.of(e);
            return false;
        }
        others = found.others();
        files.keySet().retainAll(found.jars().keySet());
        found.jars().forEach((name, seen) -> files.computeIfAbsent(name, DeployedFile::new)
                .observe(seen, now));
        files.values().forEach(file -> judge(file, now, starting));
        accord(settings, starting);
        tidy();
        tell();
        return files.values().stream().anyMatch(file -> !file.judged);
    }

    private void judge(DeployedFile file, Instant now, boolean starting) {
        boolean old = Duration.between(Instant.ofEpochMilli(file.seen.modified()), now)
                        .compareTo(OLD)
                > 0;
        boolean settled = !now.isBefore(file.seenAt.plus(SETTLED)) || starting && old;
        if (file.judged || !settled) {
            return;
        }
        try {
            file.accept(shelf.take(directory.resolve(file.name), file.seen), now);
        } catch (NotDeployableException e) {
            file.reject(e.getMessage(), !e.isWhole(), file.seenAt);
        } catch (IOException e) {
            file.reject("cannot be read: " + Reason.of(e), false, file.seenAt);
            file.judged = false;
        }
    }

    /** Until nothing is left to do: what is refused gives way to another jar, and what is new may help another. */
    private void accord(Settings settings, boolean starting) throws InterruptedException {
        boolean changed = true;
        while (changed) {
            changed = false;
            reconsider();
            for (Step step : steps()) {
                if (!isStuck(step.name()) && (!starting || mayChangeAtStart(step.name()))) {
                    changed |= take(step, settings);
                }
            }
            changed |= prove();
            if (changed) {
                tell();
            }
        }
    }

    /** Nothing can be done to a bundle whose code does not return; as soon as it does, it is gone on with. */
    private boolean isStuck(String name) {
        return installer.find(name).map(installer::isStuck).orElse(false);
    }

    private boolean mayChangeAtStart(String name) {
        return installer.find(name).map(installer::isEarly).orElse(true);
    }

    /** What was refused because something was missing is worth another attempt when that is there. */
    private void reconsider() {
        for (DeployedFile file : files.values()) {
            if (file.newest != null && installer.isMet(file.needs())) {
                file.refusal = null;
            }
        }
    }

    /** A symbolic name, and what should be in force for it; null for what the distribution has. */
    private record Step(String name, DeployedFile file, BundleJar jar) {}

    /** What is to be done: new bundles first, as others may need them. */
    private List<Step> steps() {
        Map<String, DeployedFile> best = best();
        Set<String> names = new TreeSet<>(best.keySet());
        names.addAll(forces.keySet());
        List<Step> steps = new ArrayList<>();
        for (String name : names) {
            DeployedFile file = best.get(name);
            BundleJar wanted = file == null ? null : file.usable().orElseThrow();
            Force force = forces.get(name);
            if (wanted == null || force == null || !wanted.sameContent(force.jar)) {
                steps.add(new Step(name, file, wanted));
            }
        }
        steps.sort(Comparator.comparing(step -> installer.find(step.name()).isPresent()));
        return steps;
    }

    private Map<String, DeployedFile> best() {
        Map<String, DeployedFile> best = new HashMap<>();
        files.values().stream()
                .filter(file -> file.usable().isPresent())
                .sorted(ORDER)
                .forEach(file -> best.put(file.usable().orElseThrow().name(), file));
        return best;
    }

    /** @return whether anything is different now */
    private boolean take(Step step, Settings settings) throws InterruptedException {
        Optional<Bundle> bundle = installer.find(step.name());
        try {
            if (step.jar() == null) {
                withdraw(step.name(), bundle);
            } else if (bundle.isEmpty()) {
                forces.put(step.name(), new Force(step.jar(), false, Set.of()));
                installer.install(step.jar(), settings.startLevel());
                say(step.name(), step.jar().title() + " is installed");
            } else {
                replace(step, bundle.get());
            }
        } catch (BundleException | IOException e) {
            forces.remove(step.name());
            if (step.jar() == null) {
                say(step.name(), "what was before cannot be put back: " + Reason.thrown(e));
            } else {
                refuse(step, new Failure("cannot be installed: " + Reason.thrown(e)));
            }
        }
        return true;
    }

    private void withdraw(String name, Optional<Bundle> bundle) throws IOException, InterruptedException {
        Force force = forces.remove(name);
        if (bundle.isEmpty()) {
            return;
        }
        remember();
        if (Installer.isForeign(bundle.get())) {
            say(name, force.jar.title() + " is removed");
            keepIfStuck(name, force, installer.uninstall(bundle.get()));
        } else {
            say(name, force.jar.title() + " is removed, the distribution's own is in force again");
            if (bundle.get().equals(self)) {
                SelfUpdate.begin(self, null, null, own);
                throw new InterruptedException();
            }
            keepIfStuck(name, force, installer.restore(bundle.get()));
        }
    }

    private void keepIfStuck(String name, Force force, Optional<Failure> failure) {
        if (failure.isPresent() && isStuck(name)) {
            forces.put(name, force);
            settle(force, failure.get());
        }
    }

    /** It is in force and does not work, and nothing better can be done. */
    private void settle(Force force, Failure failure) {
        force.unproven = false;
        force.broken = failure;
        say(force.jar.name(), force.jar.title() + " does not work: " + failure.reason());
    }

    private void replace(Step step, Bundle bundle) throws BundleException, IOException, InterruptedException {
        Force before = forces.get(step.name());
        Optional<Failure> objection = installer.objection(bundle, step.jar());
        if (objection.isPresent()) {
            refuse(step, objection.get());
            return;
        }
        boolean worked = installer.runs(bundle) && (before == null || before.broken == null);
        Set<String> known = installer.isEarly(bundle)
                ? Set.of()
                : installer.failedComponents(bundle).keySet();
        forces.put(step.name(), new Force(step.jar(), worked, known));
        // Before the change: it may restart this bundle too.
        remember();
        if (bundle.equals(self)) {
            SelfUpdate.begin(self, step.jar().path(), before == null ? null : before.jar.path(), own);
            throw new InterruptedException();
        }
        Optional<Failure> failure = installer.update(bundle, step.jar());
        if (failure.isPresent() && worked && !installer.isStuck(bundle)) {
            rollBack(step.name(), bundle, failure.get());
        } else if (failure.isPresent() && failure.get().isForGood()) {
            settle(forces.get(step.name()), failure.get());
        }
    }

    /** Looks whether what is in force works, as soon as that can be known; and again whether what did not work does now. */
    private boolean prove() throws InterruptedException {
        boolean changed = false;
        forces.forEach(this::lookAgain);
        for (Map.Entry<String, Force> entry : List.copyOf(forces.entrySet())) {
            if (entry.getValue().unproven) {
                changed |= prove(entry.getKey(), entry.getValue());
            }
        }
        Set<String> working = working();
        for (Map.Entry<String, Force> entry : List.copyOf(forces.entrySet())) {
            Force force = entry.getValue();
            if (force.broken != null && mayWorkNow(force, !working.equals(helpers))) {
                changed |= prove(entry.getKey(), force);
            } else if (isForGood(force) && force.replacesWorking) {
                changed |= rollBackIfReturned(entry.getKey(), force);
            }
        }
        changed |= !working().equals(helpers);
        helpers = working;
        return changed;
    }

    /** What could not be rolled back before, as the framework changes no bundle whose code is being called. */
    private boolean rollBackIfReturned(String name, Force force) throws InterruptedException {
        Bundle bundle = installer.find(name).orElse(null);
        if (bundle == null || installer.isStuck(bundle)) {
            return false;
        }
        rollBack(name, bundle, force.broken);
        return true;
    }

    /** A component may fail at any time, for instance because of its configuration, and work again when that is mended. */
    private void lookAgain(String name, Force force) {
        Bundle bundle = installer.find(name).orElse(null);
        boolean known = bundle != null && !force.unproven && !installer.isStuck(bundle);
        if (known && !(force.replacesWorking && isForGood(force)) && bundle.getState() == Bundle.ACTIVE) {
            Failure failure = installer.failedComponent(bundle, Set.of()).orElse(null);
            if ((failure == null) != (force.broken == null)) {
                say(
                        name,
                        force.jar.title() + (failure == null ? " works again" : " does not work: " + failure.reason()));
            }
            force.broken = failure;
        }
    }

    private static boolean isForGood(Force force) {
        return force.broken != null && force.broken.isForGood();
    }

    /** Whether a broken bundle is worth another attempt: what it needs is there, or, where that is not known, something is new. */
    private boolean mayWorkNow(Force force, boolean somethingIsNew) {
        return force.broken.needs().isEmpty() ? somethingIsNew : installer.isMet(force.broken.needs());
    }

    private Set<String> working() {
        Set<String> all = new TreeSet<>();
        forces.values().stream()
                .filter(force -> !force.unproven && force.broken == null)
                .forEach(force -> all.add(force.jar.digest()));
        return all;
    }

    private boolean prove(String name, Force force) throws InterruptedException {
        Bundle bundle = installer.find(name).orElse(null);
        return bundle != null && !installer.isStuck(bundle) && prove(name, bundle, force);
    }

    private boolean prove(String name, Bundle bundle, Force force) throws InterruptedException {
        // This bundle runs, or nobody would look.
        Optional<Failure> failure =
                bundle.equals(self) ? Optional.empty() : installer.prove(bundle, force.knownFailures);
        boolean early = installer.isEarly(bundle);
        if (failure.isPresent() && force.replacesWorking && !installer.isStuck(bundle)) {
            rollBack(name, bundle, failure.get());
            return true;
        }
        boolean wasBroken = force.broken != null;
        boolean news = force.unproven || wasBroken != failure.isPresent();
        force.unproven = early && failure.isEmpty();
        force.broken = failure.orElse(null);
        if (!force.unproven && failure.isEmpty()) {
            files.values().stream()
                    .filter(file -> file.newest != null && file.newest.sameContent(force.jar))
                    .forEach(DeployedFile::proven);
        }
        if (news && !early) {
            say(
                    name,
                    force.jar.title()
                            + failure.map(it -> " does not work: " + it.reason())
                                    .orElse(" works"));
        }
        return false;
    }

    /** Puts back what was in force before: the next best jar that nothing speaks against, or what the distribution has. */
    private void rollBack(String name, Bundle bundle, Failure failure) throws InterruptedException {
        Force failed = forces.get(name);
        refuse(failed.jar, failure);
        DeployedFile next = best().get(name);
        Optional<Failure> restored = Optional.empty();
        try {
            if (next != null) {
                BundleJar jar = next.usable().orElseThrow();
                forces.put(name, new Force(jar, false, Set.of()));
                remember();
                restored = installer.update(bundle, jar);
                say(name, failed.jar.title() + " was rolled back to " + jar.version() + ": " + failure.reason());
            } else if (Installer.isForeign(bundle)) {
                forces.remove(name);
                restored = installer.uninstall(bundle);
                say(name, failed.jar.title() + " was uninstalled: " + failure.reason());
            } else {
                forces.remove(name);
                remember();
                restored = installer.restore(bundle);
                say(name, failed.jar.title() + " was rolled back to the distribution's own: " + failure.reason());
            }
            restored.ifPresent(
                    it -> say(name, "what was before " + failed.jar.title() + " does not work: " + it.reason()));
        } catch (IOException e) {
            say(name, "what was before " + failed.jar.title() + " cannot be put back: " + Reason.thrown(e));
        }
    }

    private void refuse(Step step, Failure failure) {
        if (step.file() != null
                && step.file().newest != null
                && step.file().newest.sameContent(step.jar())) {
            step.file().refuse(failure, clock.instant());
        } else if (step.file() != null) {
            step.file().former = null;
        }
        say(step.name(), step.jar().title() + " is refused: " + failure.reason());
    }

    private void say(String name, String text) {
        news.accept(name, text);
    }

    private void tidy() {
        remember();
        try {
            shelf.keepOnly(copies());
        } catch (IOException e) {
            trouble = "has copies that cannot be deleted: " + Reason.of(e);
        }
    }

    private void remember() {
        try {
            memory.save(files, forces);
        } catch (IOException e) {
            trouble = "what is known of it cannot be stored: " + Reason.of(e);
        }
    }

    private Collection<BundleJar> copies() {
        return Stream.concat(
                        files.values().stream().flatMap(DeployedFile::copies),
                        forces.values().stream().map(force -> force.jar))
                .toList();
    }

    /** Makes known how things are. */
    private void tell() {
        Map<String, Deployment> all = new TreeMap<>();
        Instant now = clock.instant();
        others.forEach((name, reason) -> all.put(name, new Deployment(name, "", "", State.REFUSED, reason, now)));
        files.values().forEach(file -> all.put(file.name, describe(file, now)));
        deployments = List.copyOf(all.values());
    }

    private Deployment describe(DeployedFile file, Instant now) {
        if (file.newest == null) {
            boolean pending =
                    file.refusal == null || !file.judged || file.partial && !now.isAfter(file.since.plusSeconds(3));
            return new Deployment(
                    file.name,
                    "",
                    "",
                    pending ? State.PENDING : State.REFUSED,
                    file.refusal == null ? "" : file.refusal.reason() + stillInForce(file),
                    file.since == null ? file.seenAt : file.since);
        }
        if (file.refusal != null && file.judged) {
            return describe(file, State.REFUSED, file.refusal.reason() + stillInForce(file));
        }
        Force force = forces.get(file.newest.name());
        if (!file.judged || force == null) {
            return describe(file, State.PENDING, "");
        }
        if (force.broken != null && isStuck(file.newest.name())) {
            String stuck = force.broken.reason() + ", even though it was interrupted; nothing can be done to the bundle"
                    + " until it does or the bridge is restarted";
            return describe(file, State.BROKEN, stuck);
        }
        if (!force.jar.sameContent(file.newest)) {
            return describe(file, State.OUTRANKED, force.jar.title() + " in " + fileOf(force) + " takes precedence");
        }
        if (force.broken != null) {
            return describe(file, State.BROKEN, force.broken.reason());
        }
        return describe(file, force.unproven ? State.PENDING : State.IN_FORCE, "");
    }

    private String stillInForce(DeployedFile file) {
        String name = file.newest != null ? file.newest.name() : file.former != null ? file.former.name() : "";
        Force force = forces.get(name);
        if (force != null) {
            return "; " + force.jar.title() + " is in force";
        }
        return !name.isEmpty() && installer.find(name).isPresent() ? "; the distribution's own is in force" : "";
    }

    private String fileOf(Force force) {
        return files.values().stream()
                .filter(file -> file.copies().anyMatch(force.jar::sameContent))
                .map(file -> file.name)
                .findFirst()
                .orElse("another file");
    }

    private static Deployment describe(DeployedFile file, State state, String reason) {
        return new Deployment(
                file.name, file.newest.name(), file.newest.version().toString(), state, reason, file.since);
    }

    /** Puts a jar into the directory. */
    Deployment place(Path jar) throws IOException {
        Path part = Files.createTempFile(directory, ".deploying", ".part");
        try {
            Files.copy(jar, part, StandardCopyOption.REPLACE_EXISTING);
            BundleJar read = BundleJar.read(part);
            String name = read.name() + ".jar";
            Seen seen = seen(part);
            Files.move(part, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
            Instant now = clock.instant();
            DeployedFile file = files.computeIfAbsent(name, DeployedFile::new);
            file.observe(seen, now);
            file.judged = false;
            tell();
            return new Deployment(name, read.name(), read.version().toString(), State.PENDING, "", now);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw e;
        }
    }

    /** Puts back what a refused jar replaced, so that it is what the next start finds. */
    void takeBack(String name) throws IOException {
        DeployedFile file = files.get(name);
        Path path = directory.resolve(name);
        if (file == null || file.refusal == null || !file.judged || !seen(path).equals(file.seen)) {
            return;
        }
        if (file.former == null) {
            Files.delete(path);
            files.remove(name);
        } else {
            Path part = Files.createTempFile(directory, ".deploying", ".part");
            Files.copy(file.former.path(), part, StandardCopyOption.REPLACE_EXISTING);
            Seen seen = seen(part);
            Files.move(part, path, StandardCopyOption.ATOMIC_MOVE);
            file.takeBack(seen, clock.instant());
        }
        tidy();
        tell();
    }

    private static Seen seen(Path path) throws IOException {
        return Seen.of(Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }

    /** Takes all jars of a symbolic name out of the directory. */
    List<String> remove(String symbolicName) throws IOException {
        List<String> removed = new ArrayList<>();
        for (DeployedFile file : files.values()) {
            if (file.copies().anyMatch(jar -> jar.name().equals(symbolicName))) {
                Files.deleteIfExists(directory.resolve(file.name));
                removed.add(file.name);
            }
        }
        return removed;
    }
}
