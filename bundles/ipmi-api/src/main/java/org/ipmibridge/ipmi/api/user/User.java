package org.ipmibridge.ipmi.api.user;

import java.util.Objects;
import java.util.Optional;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * A user of one BMC, with its access to the LAN channel (IPMI v2.0, sections 22.26 to 22.30).
 *
 * @param id the user's slot, 1 to {@link UserDirectory#CAPACITY}; 1 is the null user
 * @param name up to 16 characters of ISO 8859-1, so that any bytes on the wire are kept; empty only for the null user and for slots
 *     without a name
 * @param password the password
 * @param enabled whether the user may log in
 * @param privilegeLimit the highest privilege on the LAN channel; none for "no access"
 * @param ipmiMessaging whether IPMI messaging is allowed, without which the user cannot log in
 * @param linkAuthentication whether the user's name and password serve for link authentication; kept and given back
 * @param callbackOnly whether the user may only be called back; kept and given back
 * @param sessionLimit how many sessions at once, 0 for no limit of the user's own. 4 bits
 */
public record User(
        int id,
        String name,
        Secret password,
        boolean enabled,
        Optional<PrivilegeLevel> privilegeLimit,
        boolean ipmiMessaging,
        boolean linkAuthentication,
        boolean callbackOnly,
        int sessionLimit) {
    public User {
        if (id < 1 || id > UserDirectory.CAPACITY) {
            throw new IllegalArgumentException("id = " + id + ": must be 1 to " + UserDirectory.CAPACITY);
        }
        if (name.length() > 16) {
            throw new IllegalArgumentException("name = " + name + ": 16 characters are the most");
        }
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(privilegeLimit, "privilegeLimit");
    }

    /** An empty slot: no name, no password, no access. */
    public static User empty(int id) {
        return new User(id, "", Secret.of(""), false, Optional.empty(), false, false, false, 0);
    }

    /** Whether the user may log in to the LAN channel at all. */
    public boolean mayLogIn() {
        return enabled && ipmiMessaging && privilegeLimit.isPresent();
    }

    public User withName(String newName) {
        return new User(
                id,
                newName,
                password,
                enabled,
                privilegeLimit,
                ipmiMessaging,
                linkAuthentication,
                callbackOnly,
                sessionLimit);
    }

    public User withPassword(Secret newPassword) {
        return new User(
                id,
                name,
                newPassword,
                enabled,
                privilegeLimit,
                ipmiMessaging,
                linkAuthentication,
                callbackOnly,
                sessionLimit);
    }

    public User withEnabled(boolean nowEnabled) {
        return new User(
                id,
                name,
                password,
                nowEnabled,
                privilegeLimit,
                ipmiMessaging,
                linkAuthentication,
                callbackOnly,
                sessionLimit);
    }

    public User withPrivilegeLimit(Optional<PrivilegeLevel> newLimit) {
        return new User(
                id, name, password, enabled, newLimit, ipmiMessaging, linkAuthentication, callbackOnly, sessionLimit);
    }

    public User withIpmiMessaging(boolean nowAllowed) {
        return new User(
                id,
                name,
                password,
                enabled,
                privilegeLimit,
                nowAllowed,
                linkAuthentication,
                callbackOnly,
                sessionLimit);
    }

    public User withLinkAuthentication(boolean nowUsed) {
        return new User(
                id, name, password, enabled, privilegeLimit, ipmiMessaging, nowUsed, callbackOnly, sessionLimit);
    }

    public User withCallbackOnly(boolean nowOnly) {
        return new User(
                id, name, password, enabled, privilegeLimit, ipmiMessaging, linkAuthentication, nowOnly, sessionLimit);
    }

    public User withSessionLimit(int newLimit) {
        return new User(
                id, name, password, enabled, privilegeLimit, ipmiMessaging, linkAuthentication, callbackOnly, newLimit);
    }
}
