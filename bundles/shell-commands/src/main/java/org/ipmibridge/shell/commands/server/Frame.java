package org.ipmibridge.shell.commands.server;

/**
 * A unit of the protocol: {@code type u8 | length i32 | payload}, big-endian.
 *
 * @param type what it is; the same number means one thing to the server and another to the client
 * @param payload 0 to {@link #MAX_LENGTH} bytes; not copied
 */
record Frame(int type, byte[] payload) {
    static final int MAX_LENGTH = 1 << 20;
    static final int HEADER_LENGTH = 5;

    /** Requests, client to server. */
    static final int ARGV = 1;

    static final int LINE = 2;
    static final int COMPLETE = 3;
    static final int DIRECTORY = 4;
    static final int INPUT = 5;
    static final int INTERRUPT = 6;

    /** Answers, server to client: any number of the others, then one EXIT. */
    static final int OUT = 1;

    static final int ERR = 2;
    static final int EXIT = 3;
    static final int CANDIDATE = 4;
    static final int PROMPT = 5;
}
