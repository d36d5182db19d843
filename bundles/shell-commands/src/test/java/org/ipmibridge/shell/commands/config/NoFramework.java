package org.ipmibridge.shell.commands.config;

import java.lang.reflect.Proxy;
import org.osgi.framework.BundleContext;

/** Services where nobody is: what is registered is heard by none, and whatever is asked has no answer. */
final class NoFramework {
    private NoFramework() {}

    static BundleContext context() {
        return of(BundleContext.class);
    }

    /** A service of this type whose methods do nothing; those with another type of interface for a result give one of these. */
    static <T> T of(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(
                NoFramework.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        method.getReturnType().getPackageName().startsWith("org.osgi.")
                                        && method.getReturnType().isInterface()
                                ? of(method.getReturnType())
                                : null));
    }
}
