package org.ipmibridge.ipmi.console;

import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Logs in to any BMC: asks what it can, and takes the best of that. IPMI v2.0 with cipher suite 17 or 3 where there is one, IPMI v1.5
 * otherwise.
 */
public final class Connector {
    private static final List<Integer> PREFERRED = List.of(17, 3);

    private final String host;
    private final int port;
    private final String endpoint;
    private final Login login;

    /** @param login of which all but the cipher suite and the console's session ID counts */
    public Connector(String host, int port, Login login) {
        this.host = host;
        this.port = port;
        this.login = login;
        endpoint = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }

    /** The BMC, as messages name it. */
    public String endpoint() {
        return endpoint;
    }

    /**
     * Opens a session.
     *
     * @throws LogInException if it cannot be opened
     */
    public Session connect() {
        NoAnswerException silence = null;
        for (InetAddress address : addresses()) {
            try {
                return connect(new InetSocketAddress(address, port));
            } catch (NoAnswerException e) {
                silence = e;
            } catch (UncheckedIOException e) {
                throw new LogInException(
                        endpoint + " cannot be reached: " + e.getCause().getMessage(), e);
            }
        }
        throw silent(silence);
    }

    private List<InetAddress> addresses() {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw new LogInException("there is no host " + host, e);
        }
    }

    private Session connect(InetSocketAddress address) {
        Wire wire = new UdpWire(address);
        try {
            Sessionless bmc = new Sessionless(wire);
            Capabilities capabilities = Capabilities.of(bmc, login.privilege());
            return capabilities.v20() ? connect20(wire, bmc) : connect15(wire, capabilities);
        } catch (RefusedException e) {
            wire.close();
            throw new LogInException(endpoint + " refuses: " + words(e), e);
        } catch (RuntimeException e) {
            wire.close();
            throw e;
        }
    }

    private Session connect20(Wire wire, Sessionless bmc) {
        Optional<List<Integer>> told = CipherSuiteList.of(bmc);
        List<Integer> suites =
                PREFERRED.stream().filter(told.orElse(PREFERRED)::contains).toList();
        ConsoleException refusal = null;
        for (int suite : suites) {
            try {
                return logIn20(wire, suite);
            } catch (RefusedException e) {
                if (!e.step().equals(RefusedException.OPEN_SESSION)) {
                    throw e;
                }
                refusal = e;
            } catch (NoAnswerException e) {
                refusal = e;
            }
        }
        String words = refusal instanceof RefusedException refused ? words(refused) : "the log-in is not answered";
        String list = told.map(ids -> "it has " + ids).orElse("17 and 3 were tried");
        throw new LogInException(
                endpoint + ": no session with cipher suite 17 or 3, " + list + (refusal == null ? "" : ": " + words),
                refusal);
    }

    private Session logIn20(Wire wire, int suite) {
        Login with = login.withSuite(suite).withConsoleSessionId(new SecureRandom().nextInt() | 1);
        try {
            return new RemoteConsole(wire, with, Patience.USUAL).logIn();
        } catch (WrongKeyException e) {
            String key = e.isPassword() ? "the password of user " + user() + " is wrong" : "the key K_G is wrong";
            throw new LogInException(endpoint + ": " + key, e);
        }
    }

    private Session connect15(Wire wire, Capabilities capabilities) {
        Authentication15 type = capabilities
                .best15()
                .orElseThrow(() -> new LogInException(
                        endpoint + " has IPMI v1.5 only, and would have the password in clear; that is not sent",
                        null));
        try {
            return new RemoteConsole15(wire, login, type, Patience.USUAL).logIn();
        } catch (NoAnswerException e) {
            throw new LogInException(
                    endpoint + " does not answer the log-in of user " + user()
                            + ": with IPMI v1.5 this is what a wrong password looks like",
                    e);
        }
    }

    private LogInException silent(NoAnswerException e) {
        Duration waited = Patience.USUAL.total();
        String reason = e.unreachable() ? "; the host is there, but nothing listens on this UDP port" : "";
        return new LogInException("no answer from " + endpoint + " in " + waited.toSeconds() + " s" + reason, e);
    }

    private String words(RefusedException e) {
        return switch (e.step()) {
            case "RAKP 1", "RAKP 3" -> "user " + user() + ": " + CompletionWords.status(e.status());
            case RefusedException.OPEN_SESSION -> CompletionWords.status(e.status());
            case RefusedException.SET_PRIVILEGE ->
                "user " + user() + " may not have the privilege " + Login.privilegeName(login.privilege())
                        + String.format(" (%02Xh)", e.status());
            case RefusedException.CHALLENGE -> challengeWords(e.status());
            case RefusedException.ACTIVATE -> activationWords(e.status());
            default -> e.step() + ": " + CompletionWords.completion(e.status());
        };
    }

    private String challengeWords(int code) {
        return "user " + user() + ": "
                + switch (code) {
                    case 0x81 -> "the BMC has no such user, or it may not log in (81h)";
                    case 0x82 -> "the null user may not log in (82h)";
                    default -> CompletionWords.completion(code);
                };
    }

    /** Section 22.17. */
    private String activationWords(int code) {
        return switch (code) {
            case 0x81, 0x82, 0x83 -> String.format("the BMC has no room for another session (%02Xh)", code);
            case 0x86 ->
                "user " + user() + " may not have the privilege " + Login.privilegeName(login.privilege()) + " (86h)";
            default -> "user " + user() + ": " + CompletionWords.completion(code);
        };
    }

    private String user() {
        return "'" + new String(login.user(), StandardCharsets.UTF_8) + "'";
    }
}
