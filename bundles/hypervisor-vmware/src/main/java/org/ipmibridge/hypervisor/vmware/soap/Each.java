package org.ipmibridge.hypervisor.vmware.soap;

import java.util.function.BiConsumer;

/** Hands over the objects of one type. */
final class Each<T> implements Decoder.Items {
    private static final Each<Void> NONE = new Each<>(Void.class, (owner, item) -> {});

    private final Class<T> type;
    private final BiConsumer<Object, T> consumer;

    /** @param consumer gets the object's owner, with the members before the list, and the object */
    Each(Class<T> type, BiConsumer<Object, T> consumer) {
        this.type = type;
        this.consumer = consumer;
    }

    /** Leaves all objects in their lists. */
    static Decoder.Items none() {
        return NONE;
    }

    @Override
    public boolean wants(Class<?> candidate) {
        return candidate == type;
    }

    @Override
    public void take(Object owner, Object item) {
        consumer.accept(owner, type.cast(item));
    }
}
