package org.ipmibridge.virtual.bmc;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

/** Makes BMCs known to the other bundles. */
@FunctionalInterface
interface BmcPublisher {
    /** A BMC that is known to the others. */
    interface Publication {
        /** Tells those who use it that it is not as it was. */
        void changed();

        /** Takes it away from them. */
        void withdraw();
    }

    Publication publish(Bmc bmc);

    /** Publishes each BMC as a service. */
    static BmcPublisher services(BundleContext context) {
        return bmc -> {
            Dictionary<String, Object> properties = new Hashtable<>(Map.of(Bmc.NAME, bmc.name()));
            ServiceRegistration<Bmc> registration = context.registerService(Bmc.class, bmc, properties);
            return new Publication() {
                @Override
                public void changed() {
                    registration.setProperties(properties);
                }

                @Override
                public void withdraw() {
                    registration.unregister();
                }
            };
        };
    }
}
