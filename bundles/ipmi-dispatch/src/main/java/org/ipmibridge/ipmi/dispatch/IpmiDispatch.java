package org.ipmibridge.ipmi.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Dispatches to every {@link CommandHandler} service. */
@Component
public final class IpmiDispatch implements CommandDispatcher {
    private static final Logger log = LoggerFactory.getLogger(IpmiDispatch.class);

    private final BundleContext context;
    private final Commands commands;
    private final ScheduledExecutorService timer;
    private final Dispatcher dispatcher;

    @Activate
    public IpmiDispatch(BundleContext context) {
        this(context, newTimer(), System::nanoTime);
    }

    IpmiDispatch(BundleContext context, ScheduledExecutorService timer, LongSupplier nanoClock) {
        this.context = context;
        this.timer = timer;
        commands = new Commands(nanoClock);
        dispatcher = new Dispatcher(commands, new HandlerGap(commands, timer), new Execution(timer));
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
        try {
            CommandDescription description = new CommandProperties(reference::getProperty).describe();
            commands.add(new Command(description, new LazyHandler(context, reference)));
        } catch (IllegalArgumentException e) {
            log.warn(
                    "bundle {}: a command handler is left out: {}",
                    reference.getBundle().getSymbolicName(),
                    e.getMessage());
        }
    }

    void removeHandler(ServiceReference<CommandHandler> reference) {
        Command gone = commands.remove(reference);
        if (gone != null) {
            gone.handler().release();
        }
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
