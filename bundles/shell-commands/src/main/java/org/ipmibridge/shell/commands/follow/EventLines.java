package org.ipmibridge.shell.commands.follow;

import java.time.Instant;
import java.util.List;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.shell.commands.text.Fields;
import org.ipmibridge.shell.commands.text.Printable;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventConstants;

/** Events for people, or in JSON. */
final class EventLines implements Follower.Lines<Event> {
    private static final String TOPICS = "org/ipmibridge/";
    private static final List<String> KEYS =
            List.of(BridgeEvent.BMC, BridgeEvent.MACHINE, BridgeEvent.HYPERVISOR, BridgeEvent.PEER, BridgeEvent.USER);

    private final boolean json;

    EventLines(boolean json) {
        this.json = json;
    }

    @Override
    public String of(Event event) {
        return json ? object(event) : line(event);
    }

    @Override
    public String gap(int count) {
        return json ? new Fields().put("lost", count).render(true) : count + " events lost";
    }

    private static String object(Event event) {
        Fields fields = new Fields().put("time", time(event)).put("topic", topic(event));
        KEYS.forEach(key -> fields.put(key, event.getProperty(key)));
        return fields.put("bundle", event.getProperty(EventConstants.BUNDLE_SYMBOLICNAME))
                .put("source", event.getProperty(BridgeEvent.SOURCE))
                .put("text", event.getProperty(BridgeEvent.TEXT))
                .render(true);
    }

    private static String line(Event event) {
        StringBuilder line = new StringBuilder().append(time(event)).append(' ').append(topic(event));
        for (String key : KEYS) {
            Object value = event.getProperty(key);
            if (value != null) {
                line.append(' ').append(key).append('=').append(value);
            }
        }
        return Printable.of(
                line.append(": ").append(event.getProperty(BridgeEvent.TEXT)).toString());
    }

    private static String topic(Event event) {
        return event.getTopic().substring(TOPICS.length());
    }

    private static Instant time(Event event) {
        return event.getProperty(EventConstants.TIMESTAMP) instanceof Long millis
                ? Instant.ofEpochMilli(millis)
                : Instant.now();
    }
}
