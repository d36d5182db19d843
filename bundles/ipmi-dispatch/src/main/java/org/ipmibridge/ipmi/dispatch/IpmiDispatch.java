package org.ipmibridge.ipmi.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.observe.CommandObserver;
import org.ipmibridge.ipmi.api.observe.Recorder;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.handover.LastClasses;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatches to every {@link CommandHandler} service. */
@Component
public final class IpmiDispatch implements CommandDispatcher, ProblemSource {
    private static final Logger log = LoggerFactory.getLogger(IpmiDispatch.class);

    /** Shorter than what any client waits before it sends again. */
    private static final Duration LONGEST_DRAIN = Duration.ofMillis(500);

    /** Tells the successor that state changes are recorded. */
    private static final String RECORDED = "recorded";

    private final BundleContext context;
    private final HandOver left;
    private final Commands commands;
    private final Map<String, Bmc> bmcs = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer;
    private final Dispatcher dispatcher;
    private final ForeignCalls foreignCalls;
    private final Watch watch;
    private final Clock clock;

    /** The services that are left out, and why. */
    private final Map<ServiceReference<?>, Problem> leftOut = new ConcurrentHashMap<>();

    @Activate
    public IpmiDispatch(BundleContext context) {
        this(
                context,
                newTimer(),
                System::nanoTime,
                Clock.systemUTC(),
                HandOver.of(context, "org.ipmibridge.ipmi.dispatch"));
    }

    /** @param left tells what commands this bundle's predecessor had */
    IpmiDispatch(
            BundleContext context, ScheduledExecutorService timer, LongSupplier nanoClock, Clock clock, HandOver left) {
        this.left = left;
        this.context = context;
        this.clock = clock;
        this.timer = timer;
        commands = new Commands(nanoClock);
        commands.expect(FrozenCommands.take(left));
        foreignCalls = new ForeignCalls(timer);
        watch = new Watch(new Recording(), clock, new Holds(timer, nanoClock));
        left.take(RECORDED, Boolean.class)
                .ifPresent(recorded -> watch.recording().expect());
        dispatcher = new Dispatcher(
                commands,
                new HandlerGap(commands, bmcs::get, timer, nanoClock),
                new Execution(timer),
                foreignCalls,
                watch);
    }

    private static ScheduledExecutorService newTimer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "ipmi-dispatch-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    /** Commands under way still end in time; the timer's thread ends with the last of them. */
    @Deactivate
    void close() {
        LastClasses.load(context.getBundle());
        FrozenCommands.leave(left, commands.known());
        if (watch.recording().isExpected()) {
            left.leave(RECORDED, true);
        }
        watch.recording().close();
        foreignCalls.close();
        timer.shutdown();
    }

    @Reference(
            service = CommandHandler.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeHandler",
            updated = "addHandler")
    void addHandler(ServiceReference<CommandHandler> reference) {
        removeHandler(reference);
        String bundle = reference.getBundle().getSymbolicName();
        try {
            CommandDescription description = new CommandProperties(reference::getProperty).describe();
            commands.add(new Command(
                    description, new LazyHandler(context, reference), new Trouble(bundle, description, clock)));
        } catch (IllegalArgumentException e) {
            String reason = "a command handler is left out: " + e.getMessage();
            leftOut.put(reference, new Problem("bundle " + bundle, reason, clock.instant()));
            log.warn("bundle {}: {}", bundle, reason);
        }
    }

    /** What is under way has a moment to end before its bundle is taken apart; requests that come meanwhile wait for the successor. */
    void removeHandler(ServiceReference<CommandHandler> reference) {
        leftOut.remove(reference);
        Command gone = commands.remove(reference);
        if (gone != null) {
            if (!gone.handler().underWay().awaitEnd(LONGEST_DRAIN)) {
                LastClasses.load(reference.getBundle());
            }
            foreignCalls.forget(gone);
            gone.handler().release();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addBmc(Bmc bmc) {
        bmcs.put(bmc.name(), bmc);
    }

    void removeBmc(Bmc bmc) {
        bmcs.remove(bmc.name(), bmc);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addObserver(CommandObserver observer) {
        watch.observers().add(observer);
    }

    void removeObserver(CommandObserver observer) {
        watch.observers().remove(observer);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRecorder(Recorder recorder) {
        watch.recording().use(recorder);
    }

    void removeRecorder(Recorder recorder) {
        watch.recording().leave(recorder);
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(leftOut.values());
        commands.all().forEach(command -> command.trouble().problem().ifPresent(problems::add));
        problems.addAll(watch.problems());
        return problems;
    }

    @Override
    public CompletionStage<CommandResponse> dispatch(CommandRequest request) {
        return dispatcher.dispatch(request);
    }

    @Override
    public Optional<CommandDescription> find(NetFn netFn, int command, byte[] data) {
        return dispatcher.find(netFn, command, data);
    }

    @Override
    public List<CommandDescription> commands() {
        return dispatcher.commands();
    }
}
