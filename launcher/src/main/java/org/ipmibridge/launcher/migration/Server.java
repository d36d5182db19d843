package org.ipmibridge.launcher.migration;

/**
 * A vCenter or ESXi host, as the file names it.
 *
 * @param host host name or address, without brackets
 * @param port its HTTPS port
 * @param insecure whether its certificate was not looked at
 */
record Server(String host, int port, String user, String password, boolean insecure) {
    private static final int HTTPS = 443;

    String url() {
        return "https://" + (host.contains(":") ? "[" + host + "]" : host) + (port == HTTPS ? "" : ":" + port) + "/sdk";
    }

    @Override
    public String toString() {
        return host + ":" + port + ", user " + user;
    }
}
