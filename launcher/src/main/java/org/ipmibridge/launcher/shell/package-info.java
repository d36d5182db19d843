/**
 * The operator's side of the shell: sends commands to a running bridge and shows the answers.
 *
 * <h2>The protocol</h2>
 *
 * <p>The bridge listens on a Unix-domain stream socket that only its own user can open. A connection is one Gogo session: its variables live as
 * long as it does. Requests of one connection are answered one after the other. Numbers are big-endian. In both directions go frames:
 *
 * <pre>type (1 byte)   length of the payload, 0 to 1048576 (4 bytes)   payload</pre>
 *
 * <p>Requests:
 *
 * <ul>
 *   <li>1, a command: flags (1 byte; bit 0: the output is a terminal), columns of the terminal or 0 (2 bytes), then for each argument its length
 *       (2 bytes) and its UTF-8 bytes. The first argument is the command's name; none of them is parsed.
 *   <li>2, a line: flags, columns as above, then a Gogo line in UTF-8.
 *   <li>3, completion: the cursor's index in the line (2 bytes), then the line in UTF-8.
 *   <li>4, the caller's working directory: its absolute path in UTF-8. Relative paths of files are relative to it from then on.
 *   <li>5, the answer to a prompt: flags (1 byte; bit 0: there is no more input), then the line in UTF-8. It has no answer of its own.
 *   <li>6, the end of the command that runs: nothing. It has no answer of its own.
 * </ul>
 *
 * <p>An answer is any number of frames 1 (bytes for the standard output), 2 (bytes for the standard error), 5 (a prompt: flags, of which bit 0 says
 * that the line must not be seen, then the text in UTF-8; the client sends a request 5) and, to a completion, 4 (a candidate: the word without quotes,
 * a TAB, its description, in UTF-8), and then one frame 3: the exit code (4 bytes), 0 for success, 1 for a command that failed, 2 for an unknown
 * command or wrong arguments, 4 for one that the user may not run. A side that gets anything else closes the connection.
 */
package org.ipmibridge.launcher.shell;
