package org.ipmibridge.launcher.shell;

import java.io.OutputStream;

/**
 * Where answers are shown, and where a command's own questions are answered.
 *
 * @param out takes the standard output
 * @param err takes the standard error
 * @param input answers questions
 * @param terminal whether the standard output is a terminal
 * @param columns its width, 0 when unknown
 */
record Screen(OutputStream out, OutputStream err, Input input, boolean terminal, int columns) {}
