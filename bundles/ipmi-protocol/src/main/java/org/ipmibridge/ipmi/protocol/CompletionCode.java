package org.ipmibridge.ipmi.protocol;

import java.util.HashMap;
import java.util.Map;

/**
 * How a command ended (IPMI v2.0, section 5.2). Codes 80h to BEh mean something else for each command; every code has a
 * value, known or not.
 *
 * @param code 0 to FFh
 */
public record CompletionCode(int code) {
    private static final Map<Integer, String> NAMES = new HashMap<>();

    public static final CompletionCode OK = known(0x00, "Ok");
    public static final CompletionCode NODE_BUSY = known(0xC0, "Node Busy");
    public static final CompletionCode INVALID_COMMAND = known(0xC1, "Invalid Command");
    public static final CompletionCode INVALID_FOR_LUN = known(0xC2, "Command Invalid For Given LUN");
    public static final CompletionCode TIMEOUT = known(0xC3, "Timeout");
    public static final CompletionCode OUT_OF_SPACE = known(0xC4, "Out Of Space");
    public static final CompletionCode RESERVATION_CANCELLED = known(0xC5, "Reservation Cancelled");
    public static final CompletionCode REQUEST_DATA_TRUNCATED = known(0xC6, "Request Data Truncated");
    public static final CompletionCode REQUEST_DATA_LENGTH_INVALID = known(0xC7, "Request Data Length Invalid");
    public static final CompletionCode DATA_FIELD_LENGTH_EXCEEDED = known(0xC8, "Data Field Length Limit Exceeded");
    public static final CompletionCode PARAMETER_OUT_OF_RANGE = known(0xC9, "Parameter Out Of Range");
    public static final CompletionCode CANNOT_RETURN_REQUESTED_LENGTH = known(0xCA, "Cannot Return Requested Length");
    public static final CompletionCode NOT_PRESENT = known(0xCB, "Requested Item Not Present");
    public static final CompletionCode INVALID_DATA_FIELD = known(0xCC, "Invalid Data Field In Request");
    public static final CompletionCode ILLEGAL_FOR_SENSOR = known(0xCD, "Command Illegal For Sensor Or Record");
    public static final CompletionCode NO_RESPONSE = known(0xCE, "Response Could Not Be Provided");
    public static final CompletionCode DUPLICATED_REQUEST = known(0xCF, "Duplicated Request");
    public static final CompletionCode SDR_IN_UPDATE = known(0xD0, "SDR Repository In Update Mode");
    public static final CompletionCode FIRMWARE_IN_UPDATE = known(0xD1, "Device In Firmware Update Mode");
    public static final CompletionCode INITIALIZATION_IN_PROGRESS = known(0xD2, "Initialization In Progress");
    public static final CompletionCode DESTINATION_UNAVAILABLE = known(0xD3, "Destination Unavailable");
    public static final CompletionCode INSUFFICIENT_PRIVILEGE = known(0xD4, "Insufficient Privilege Level");
    public static final CompletionCode INVALID_IN_PRESENT_STATE = known(0xD5, "Command Not Supported In Present State");
    public static final CompletionCode SUBFUNCTION_DISABLED = known(0xD6, "Sub-function Disabled");
    public static final CompletionCode UNSPECIFIED_ERROR = known(0xFF, "Unspecified Error");

    public CompletionCode {
        if (code < 0 || code > 0xFF) {
            throw new IllegalArgumentException("completion code " + code + " is not in 0..255");
        }
    }

    private static CompletionCode known(int code, String name) {
        NAMES.put(code, name);
        return new CompletionCode(code);
    }

    public boolean isOk() {
        return code == 0;
    }

    /** The specification's name, or what kind of code it is; for logs and people. */
    public String label() {
        String name = NAMES.get(code);
        if (name != null) {
            return name;
        }
        return code >= 0x80 && code <= 0xBE ? "Command Specific" : "Reserved Or OEM";
    }

    /** For example {@code D5h Command Not Supported In Present State}. */
    @Override
    public String toString() {
        return String.format("%02Xh %s", code, label());
    }
}
