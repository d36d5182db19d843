package org.ipmibridge.rmcp.transport;

import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells of each BMC that listens and of each that cannot: a line in the log and an event. When there are many at once, as at the start of thousands, the
 * rest of them is counted and told in one line a second. Used on the supervisor's thread.
 */
final class OpenNews {
    /** How many a second have a line each. */
    static final int FEW = 20;

    private static final Logger log = LoggerFactory.getLogger(BmcListener.class);

    private int told;
    private int listening;
    private int failing;
    private String firstFailure;

    void listening(String bmc, String address) {
        if (told++ < FEW) {
            log.info("bmc={} listening on {}", bmc, address);
            publish(bmc, "listening on " + address);
        } else {
            log.debug("bmc={} listening on {}", bmc, address);
            listening++;
        }
    }

    void failed(String bmc, String failure) {
        if (told++ < FEW) {
            log.error("BMC {} {}", bmc, failure);
            publish(bmc, failure);
        } else {
            log.debug("BMC {} {}", bmc, failure);
            firstFailure = failing++ == 0 ? "BMC " + bmc + " " + failure : firstFailure;
        }
    }

    /** To be called once a second. */
    void tick() {
        if (listening > 0) {
            String text = listening + " more BMCs listening";
            log.info(text);
            publish("", text);
        }
        if (failing > 0) {
            String text = failing + " more BMCs cannot listen, for instance " + firstFailure;
            log.error(text);
            publish("", text);
        }
        told = 0;
        listening = 0;
        failing = 0;
    }

    private static void publish(String bmc, String text) {
        BridgeEvent.of(BridgeEvent.BMC_CHANGED, text).with(BridgeEvent.BMC, bmc).publish();
    }
}
