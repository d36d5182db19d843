package org.ipmibridge.ipmi.dispatch;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** A handler service that counts how often it is fetched. */
final class HandlerReference implements ServiceReference<CommandHandler> {
    private final Map<String, Object> properties;
    private final int ranking;
    private final CommandHandler handler;
    private final String bundle;
    private int fetched;

    HandlerReference(String bundle, Map<String, Object> properties, int ranking, CommandHandler handler) {
        this.bundle = bundle;
        this.properties = properties;
        this.ranking = ranking;
        this.handler = handler;
    }

    CommandHandler fetch() {
        fetched++;
        return handler;
    }

    boolean giveBack() {
        fetched--;
        return true;
    }

    /** How often it was fetched and not given back. */
    int fetched() {
        return fetched;
    }

    @Override
    public Object getProperty(String key) {
        return properties.get(key);
    }

    @Override
    public String[] getPropertyKeys() {
        return properties.keySet().toArray(String[]::new);
    }

    @Override
    public Bundle getBundle() {
        return (Bundle) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> method.getName().equals("adapt") ? null : bundle);
    }

    @Override
    public Bundle[] getUsingBundles() {
        return new Bundle[0];
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public int compareTo(Object other) {
        return Integer.compare(ranking, ((HandlerReference) other).ranking);
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>(properties);
    }

    @Override
    public <A> A adapt(Class<A> type) {
        return null;
    }
}
