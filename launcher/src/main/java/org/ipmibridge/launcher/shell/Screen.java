package org.ipmibridge.launcher.shell;

import java.io.OutputStream;

/**
 * Where answers are shown.
 *
 * @param out takes the standard output
 * @param err takes the standard error
 * @param terminal whether the standard output is a terminal
 * @param columns its width, 0 when unknown
 */
record Screen(OutputStream out, OutputStream err, boolean terminal, int columns) {}
