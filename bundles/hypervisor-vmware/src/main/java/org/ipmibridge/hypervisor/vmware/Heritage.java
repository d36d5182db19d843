package org.ipmibridge.hypervisor.vmware;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ipmibridge.hypervisor.vmware.inventory.Known;

/**
 * What a backend leaves to the one that goes on with its server. How machines are is not among it: that the server is asked again, because
 * it may have changed meanwhile.
 *
 * @param cookie what the server knows the session by; none where there is no session to go on with
 * @param known what there is on the server
 * @param underWay the machines that something is still done with, by managed object id, and when that has ended
 */
record Heritage(Optional<String> cookie, Known known, Map<String, CompletableFuture<Void>> underWay) {
    static final Heritage NONE = new Heritage(Optional.empty(), Known.NOTHING, Map.of());

    private static final String COOKIE = "cookie";
    private static final String MACHINES = "machines";
    private static final String FOLDERS = "folders";
    private static final String UNDER_WAY = "underWay";
    /** Makes each one different from all others. */
    private static final String LEFT_AT = "leftAt";

    /** In types of the JDK only. */
    Map<String, Object> toMap() {
        Map<String, Object> map = new HashMap<>();
        cookie.ifPresent(text -> map.put(COOKIE, text));
        map.put(MACHINES, known.machines());
        map.put(FOLDERS, known.folders());
        map.put(UNDER_WAY, underWay);
        map.put(LEFT_AT, List.of(Instant.now(), System.nanoTime()));
        return map;
    }

    /** What another version of this bundle left. */
    @SuppressWarnings("unchecked")
    static Heritage of(Map<?, ?> map) {
        Map<?, ?> machines = part(map, MACHINES);
        Map<?, ?> folders = part(map, FOLDERS);
        return new Heritage(
                Optional.ofNullable(map.get(COOKIE)).map(Object::toString),
                new Known((Map<String, List<String>>) machines, (Map<String, List<String>>) folders),
                (Map<String, CompletableFuture<Void>>) part(map, UNDER_WAY));
    }

    private static Map<?, ?> part(Map<?, ?> map, String key) {
        return map.get(key) instanceof Map<?, ?> part ? part : Map.of();
    }
}
