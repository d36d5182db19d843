package org.ipmibridge.runtime.api.config;

import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.EventAdmin;

/** Tells, as an event, what became of a configuration; nobody in a process without a framework. */
final class ConfigurationNews {
    private ConfigurationNews() {}

    static void post(String source, String text) {
        Bundle bundle = FrameworkUtil.getBundle(ConfigurationNews.class);
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        ServiceReference<EventAdmin> reference = context == null ? null : context.getServiceReference(EventAdmin.class);
        if (reference != null) {
            BridgeEvent.of(BridgeEvent.CONFIGURATION, text)
                    .with(BridgeEvent.SOURCE, source)
                    .post(context.getService(reference));
            context.ungetService(reference);
        }
    }
}
