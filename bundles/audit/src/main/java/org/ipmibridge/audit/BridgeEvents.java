package org.ipmibridge.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Lines of what happens outside commands and sessions: machines, BMCs, servers, configuration, bundles. */
@Component(
        property = {
            EventConstants.EVENT_TOPIC + "=org/ipmibridge/machine/*",
            EventConstants.EVENT_TOPIC + "=org/ipmibridge/hypervisor/*",
            EventConstants.EVENT_TOPIC + "=org/ipmibridge/bmc/*",
            EventConstants.EVENT_TOPIC + "=org/ipmibridge/configuration/*",
            EventConstants.EVENT_TOPIC + "=org/ipmibridge/bundle/*"
        })
public final class BridgeEvents implements EventHandler {
    private static final String TOPICS = "org/ipmibridge/";
    private static final List<String> KEYS = List.of(
            BridgeEvent.USER,
            BridgeEvent.PEER,
            BridgeEvent.BMC,
            BridgeEvent.MACHINE,
            BridgeEvent.HYPERVISOR,
            BridgeEvent.SOURCE);

    private final AuditTrail trail;

    @Activate
    public BridgeEvents(@Reference AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public void handleEvent(Event event) {
        trail.add(line(event));
    }

    static String line(Event event) {
        JsonLine line = new JsonLine(
                time(event),
                event.getTopic().substring(TOPICS.length()).replace('/', '.').toLowerCase(Locale.ROOT));
        KEYS.forEach(key -> line.put(key, text(event, key)));
        return line.put("bundle", text(event, EventConstants.BUNDLE_SYMBOLICNAME))
                .put("text", text(event, BridgeEvent.TEXT))
                .end();
    }

    private static String text(Event event, String key) {
        Object value = event.getProperty(key);
        return value == null ? "" : value.toString();
    }

    private static Instant time(Event event) {
        return event.getProperty(EventConstants.TIMESTAMP) instanceof Long millis
                ? Instant.ofEpochMilli(millis)
                : Instant.now();
    }
}
