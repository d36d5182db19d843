package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Test;

/** The table of all commands in the component descriptions, against appendix G of IPMI v2.0. */
public class PrivilegesTest {
    private static final Pattern PROPERTY = Pattern.compile("name=\"ipmi\\.(\\w+)\" type=\"\\w+\" value=\"([^\"]*)\"");

    @Test
    public void everyCommandTakesThePrivilegeOfAppendixG() throws Exception {
        Map<String, String> expected = new TreeMap<>();
        expected.put("01 Get Device ID", "USER");
        expected.put("02 Cold Reset", "ADMINISTRATOR changes");
        expected.put("03 Warm Reset", "ADMINISTRATOR changes");
        expected.put("04 Get Self Test Results", "USER");
        expected.put("06 Set ACPI Power State", "ADMINISTRATOR changes");
        expected.put("07 Get ACPI Power State", "USER");
        expected.put("08 Get Device GUID", "USER");
        expected.put("09 Get NetFn Support", "USER");
        expected.put("0a Get Command Support", "USER");
        expected.put("0b Get Command Sub-function Support", "USER");
        expected.put("0c Get Configurable Commands", "USER");
        expected.put("0d Get Configurable Command Sub-functions", "USER");
        expected.put("2e Set BMC Global Enables", "ADMINISTRATOR changes");
        expected.put("2f Get BMC Global Enables", "USER");
        expected.put("37 Get System GUID", "CALLBACK sessionless");
        expected.put("40 Set Channel Access", "ADMINISTRATOR changes");
        expected.put("41 Get Channel Access", "USER");
        expected.put("42 Get Channel Info", "USER");
        expected.put("43 Set User Access", "ADMINISTRATOR changes");
        expected.put("44 Get User Access", "OPERATOR");
        expected.put("45 Set User Name", "ADMINISTRATOR changes");
        expected.put("46 Get User Name", "OPERATOR");
        expected.put("47 Set User Password", "ADMINISTRATOR changes");
        expected.put("4c Set User Payload Access", "ADMINISTRATOR changes");
        expected.put("4d Get User Payload Access", "OPERATOR");
        expected.put("4e Get Channel Payload Support", "USER");
        expected.put("4f Get Channel Payload Version", "USER");
        expected.put("58 Set System Info Parameters", "ADMINISTRATOR changes");
        expected.put("59 Get System Info Parameters", "USER");
        expected.put("61 Get Command Enables", "USER");
        expected.put("63 Get Command Sub-function Enables", "USER");

        assertThat(commands()).containsExactlyEntriesOf(expected);
    }

    private static Map<String, String> commands() throws IOException, URISyntaxException {
        Map<String, String> commands = new TreeMap<>();
        Path directory = Path.of(PrivilegesTest.class.getResource("/OSGI-INF").toURI());
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Map<String, String> properties = properties(Files.readString(file));
                if (properties.containsKey("netFn")) {
                    assertThat(properties).containsEntry("netFn", "6").containsEntry("body", "-1");
                    commands.put(key(properties), value(properties));
                }
            }
        }
        return commands;
    }

    private static Map<String, String> properties(String xml) {
        Map<String, String> properties = new TreeMap<>();
        Matcher matcher = PROPERTY.matcher(xml);
        while (matcher.find()) {
            properties.put(matcher.group(1), matcher.group(2));
        }
        return properties;
    }

    private static String key(Map<String, String> properties) {
        return String.format("%02x %s", Integer.parseInt(properties.get("command")), properties.get("name"));
    }

    private static String value(Map<String, String> properties) {
        return properties.get("privilege")
                + (properties.get("changesState").equals("true") ? " changes" : "")
                + (properties.get("sessionless").equals("true") ? " sessionless" : "");
    }
}
