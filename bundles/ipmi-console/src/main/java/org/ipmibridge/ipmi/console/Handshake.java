package org.ipmibridge.ipmi.console;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The messages that open an RMCP+ session (IPMI v2.0, sections 13.17 to 13.32): makes the console's payloads and checks every field of the
 * BMC's. The symbols in comments are the specification's.
 */
public final class Handshake {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int INVALID_SESSION_ID = 2;
    private static final int INVALID_INTEGRITY_CHECK_VALUE = 0x0F;

    private final Login login;
    private final boolean strict;
    private final byte[] consoleRandom; // R_M
    private byte[] bmcRandom; // R_C
    private byte[] guid; // GUID_C
    private byte[] sik;
    private int bmcSessionId; // SID_C
    private int tag;

    public Handshake(Login login) {
        this(login, true, random());
    }

    /** @param strict whether answers must be as the strictest client wants them, also where nothing depends on it */
    Handshake(Login login, boolean strict) {
        this(login, strict, random());
    }

    Handshake(Login login, boolean strict, byte[] consoleRandom) {
        this.login = login;
        this.strict = strict;
        this.consoleRandom = consoleRandom;
    }

    private static byte[] random() {
        byte[] random = new byte[16];
        RANDOM.nextBytes(random);
        return random;
    }

    /** The BMC's session ID, as its Open Session Response told. */
    public int bmcSessionId() {
        return bmcSessionId;
    }

    /** The GUID that RAKP 2 told. */
    public byte[] guid() {
        return guid.clone();
    }

    /** The BMC's random number that RAKP 2 told. */
    public byte[] bmcRandom() {
        return bmcRandom.clone();
    }

    /** A new Open Session Request, with a new tag. */
    public byte[] openSessionRequest() {
        return Bytes.littleEndian(32)
                .put(Bytes.of(nextTag(), login.privilege(), 0, 0))
                .putInt(login.consoleSessionId())
                .put(Bytes.of(0, 0, 0, 8, login.suite().authentication(), 0, 0, 0))
                .put(Bytes.of(1, 0, 0, 8, login.suite().integrity(), 0, 0, 0))
                .put(Bytes.of(2, 0, 0, 8, login.suite().confidentiality(), 0, 0, 0))
                .array();
    }

    /** Takes the answer to the latest Open Session Request, and returns the highest privilege that it grants. */
    public int acceptOpenSession(byte[] payload) {
        ByteBuffer answer = accept(RefusedException.OPEN_SESSION, payload, 36);
        bmcSessionId = answer.getInt(8);
        Bytes.check(bmcSessionId != 0, "session ID 0", payload);
        byte[] algorithms = Bytes.join(
                Bytes.of(0, 0, 0, 8, login.suite().authentication(), 0, 0, 0),
                Bytes.of(1, 0, 0, 8, login.suite().integrity(), 0, 0, 0),
                Bytes.of(2, 0, 0, 8, login.suite().confidentiality(), 0, 0, 0));
        Bytes.check(Arrays.equals(payload, 12, 36, algorithms, 0, 24), "other algorithms than proposed", payload);
        Bytes.check(!strict || payload[2] >= 1 && payload[2] <= 5 && payload[3] == 0, "no privilege level", payload);
        return payload[2];
    }

    /** A new RAKP Message 1, with a new tag and the same random number. */
    public byte[] rakp1() {
        return Bytes.littleEndian(28 + login.user().length)
                .put(Bytes.of(nextTag(), 0, 0, 0))
                .putInt(bmcSessionId)
                .put(consoleRandom)
                .put(Bytes.of(login.role(), 0, 0, login.user().length))
                .put(login.user())
                .array();
    }

    /** Takes RAKP Message 2 and checks that the BMC knows the password. */
    public void acceptRakp2(byte[] payload) {
        ByteBuffer answer = accept("RAKP 1", payload, 40 + login.suite().keyExchangeCodeLength());
        bmcRandom = new byte[16];
        guid = new byte[16];
        answer.position(8).get(bmcRandom).get(guid);
        byte[] expected = hmac(
                login.userKey(),
                Bytes.int32(login.consoleSessionId()), // SID_M
                Bytes.int32(bmcSessionId), // SID_C
                consoleRandom, // R_M
                bmcRandom, // R_C
                guid, // GUID_C
                roleAndName()); // Role_M, ULength_M, UName_M
        byte[] code = Arrays.copyOfRange(payload, 40, payload.length);
        if (!MessageDigest.isEqual(expected, code)) {
            throw WrongKeyException.ofPassword();
        }
        sik = hmac(login.bmcKey(), consoleRandom, bmcRandom, roleAndName());
    }

    /** A new RAKP Message 3 with status 0, with a new tag. */
    public byte[] rakp3() {
        byte[] code = hmac(login.userKey(), bmcRandom, Bytes.int32(login.consoleSessionId()), roleAndName());
        return Bytes.join(Bytes.of(nextTag(), 0, 0, 0), Bytes.int32(bmcSessionId), code);
    }

    /** A RAKP Message 3 that gives the log-in up, because RAKP 2 shows another password; it is not answered. */
    byte[] abandonment() {
        return Bytes.join(Bytes.of(nextTag(), INVALID_INTEGRITY_CHECK_VALUE, 0, 0), Bytes.int32(bmcSessionId));
    }

    /** Takes RAKP Message 4 and checks that the BMC has the same session integrity key. */
    public void acceptRakp4(byte[] payload) {
        accept("RAKP 3", payload, 8 + login.suite().checkLength());
        byte[] expected = hmac(sik, consoleRandom, Bytes.int32(bmcSessionId), guid);
        byte[] code = Arrays.copyOfRange(payload, 8, payload.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(expected, login.suite().checkLength()), code)) {
            throw WrongKeyException.ofKg();
        }
    }

    /** The protection of the session that was opened. */
    public SessionCipher cipher() {
        return new SessionCipher(login.suite(), sik, strict);
    }

    /** The fields that all answers have in common. A refusal is eight bytes long, as FreeIPMI wants it; some BMCs send two. */
    private ByteBuffer accept(String step, byte[] payload, int length) {
        Bytes.check(payload.length >= (strict ? 8 : 2), "too short an answer to " + step, payload);
        Bytes.check((payload[0] & 0xFF) == tag, "another tag than " + tag, payload);
        if (payload[1] != 0 && !strict) {
            throw new RefusedException(step, payload[1] & 0xFF);
        }
        Bytes.check(payload.length >= 8, "too short an answer to " + step, payload);
        ByteBuffer answer = Bytes.littleEndian(payload);
        // Whose a session is that does not exist, the BMC cannot know.
        int owner = payload[1] == INVALID_SESSION_ID ? 0 : login.consoleSessionId();
        Bytes.check(answer.getInt(4) == owner, "another console session ID", payload);
        if (payload[1] != 0) {
            Bytes.check(payload.length == 8, "a refusal is eight bytes long", payload);
            throw new RefusedException(step, payload[1] & 0xFF);
        }
        Bytes.check(payload.length == length, "answer to " + step + " is not " + length + " bytes long", payload);
        return answer;
    }

    private byte[] hmac(byte[] key, byte[]... parts) {
        return login.suite().hmac(key, Bytes.join(parts));
    }

    private byte[] roleAndName() {
        return Bytes.join(Bytes.of(login.role(), login.user().length), login.user());
    }

    private int nextTag() {
        tag = tag + 1 & 0xFF;
        return tag;
    }
}
