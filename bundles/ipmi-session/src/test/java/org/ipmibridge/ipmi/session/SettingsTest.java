package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public class SettingsTest {
    private static final String FILE = "/config/org.ipmibridge.ipmi.session.cfg";

    private final LogRecorder log = new LogRecorder("org.ipmibridge.ipmi.session");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void anEmptyFileIsTheDefault() {
        assertThat(settings(Map.of()).current()).isEqualTo(SessionSettings.DEFAULTS);
    }

    @Test
    public void everyKeyIsRead() {
        SessionSettings read = settings(Map.of(
                        "cipher.suites", " 3 , 15",
                        "v15.authentication", "MD5,straight",
                        "sessions.max", "7",
                        "idle.seconds", "90",
                        "login.seconds", "3"))
                .current();
        assertThat(read.cipherSuites()).containsExactly(CipherSuite.SUITE_3, CipherSuite.SUITE_15);
        assertThat(read.authenticationTypes())
                .isEqualTo(Set.of(AuthenticationType.MD5, AuthenticationType.STRAIGHT_PASSWORD));
        assertThat(read.maxSessions()).isEqualTo(7);
        assertThat(read.idle()).isEqualTo(Duration.ofSeconds(90));
        assertThat(read.login()).isEqualTo(Duration.ofSeconds(3));
        assertThat(log.lines(Level.WARN)).isEmpty();
        assertThat(log.lines(Level.ERROR)).isEmpty();
    }

    @Test
    public void aWrongValueIsRefusedWithFileKeyValueAndReason() {
        refuses("cipher.suites", "0", "must be some of 1, 2, 3, 15, 16, 17");
        refuses("v15.authentication", "none", "must be some of md5, md2, straight");
        refuses("sessions.max", "many", "must be a whole number, 1 to 255");
        refuses("sessions.max", "256", "must be a whole number, 1 to 255");
        refuses("idle.seconds", "4", "must be a whole number, 5 to 86400");
        refuses("login.seconds", "", "must be a whole number, 1 to 300");
    }

    @Test
    public void aWrongChangeLeavesTheLastGoodSettingsInForce() {
        Settings settings = settings(Map.of("sessions.max", "7"));
        Map<String, Object> wrong = properties(Map.of("sessions.max", "x"));
        settings.change(config(wrong), wrong);
        assertThat(settings.current().maxSessions()).isEqualTo(7);
        assertThat(log.lines(Level.ERROR))
                .containsExactly(FILE
                        + ": sessions.max = x: must be a whole number, 1 to 255; the settings before it stay in force");
    }

    @Test
    public void aKeyThatMeansNothingIsPointedOut() {
        Map<String, Object> properties = properties(Map.of("session.max", "7"));
        properties.put("service.pid", "org.ipmibridge.ipmi.session");
        properties.put("component.id", 5L);
        new Settings(config(properties), properties);
        assertThat(log.lines(Level.WARN)).containsExactly(FILE + ": session.max: no such key, it has no effect");
    }

    private void refuses(String key, String value, String reason) {
        assertThat(settings(Map.of(key, value)).current()).isEqualTo(SessionSettings.DEFAULTS);
        assertThat(log.lines(Level.ERROR))
                .contains(FILE + ": " + key + (value.isEmpty() ? "" : " = " + value) + ": " + reason
                        + "; the settings before it stay in force");
    }

    private static Settings settings(Map<String, String> values) {
        Map<String, Object> properties = properties(values);
        return new Settings(config(properties), properties);
    }

    private static Map<String, Object> properties(Map<String, String> values) {
        Map<String, Object> properties = new HashMap<>(values);
        properties.put("felix.fileinstall.filename", "file:" + FILE);
        return properties;
    }

    /** As Declarative Services does it: the text becomes what a member returns when that is asked for. */
    private static SessionConfig config(Map<String, Object> properties) {
        return (SessionConfig) Proxy.newProxyInstance(
                SettingsTest.class.getClassLoader(),
                new Class<?>[] {SessionConfig.class},
                (proxy, method, arguments) -> {
                    Object text = properties.get(method.getName().replace('_', '.'));
                    if (text == null) {
                        return method.getDefaultValue();
                    }
                    return method.getReturnType() == int.class
                            ? (Object) number(text.toString())
                            : new String[] {text.toString()};
                });
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalStateException(e);
        }
    }
}
