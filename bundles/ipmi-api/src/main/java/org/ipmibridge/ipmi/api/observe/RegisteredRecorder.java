package org.ipmibridge.ipmi.api.observe;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;

/** The recorder among the services, for those whose own bundle has stopped and cannot ask any more: this bundle asks for them. */
final class RegisteredRecorder {
    private RegisteredRecorder() {}

    /** The recorder; null while there is none. It can go at any moment, and says so itself. */
    static Recorder find() {
        Bundle bundle = FrameworkUtil.getBundle(RegisteredRecorder.class);
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        try {
            ServiceReference<Recorder> reference = context == null ? null : context.getServiceReference(Recorder.class);
            if (reference == null) {
                return null;
            }
            Recorder recorder = context.getService(reference);
            context.ungetService(reference);
            return recorder;
        } catch (IllegalStateException e) {
            return null;
        }
    }
}
