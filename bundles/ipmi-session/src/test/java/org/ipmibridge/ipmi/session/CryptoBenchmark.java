package org.ipmibridge.ipmi.session;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.MD2Digest;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.modes.CBCModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Which provider is faster for what a packet and a log-in need: the JDK's (JCA) or Bouncy Castle's light-weight API. The sizes are those of
 * Get Chassis Status in cipher suites 3 and 17. Run {@link #main} for the figures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CryptoBenchmark {
    private final byte[] packet = new byte[48];
    private final byte[] block = new byte[16];
    private final byte[] out = new byte[48];
    private final byte[] key = new byte[20];
    private final SecretKeySpec aesKey = new SecretKeySpec(key, 0, 16, "AES");
    private final KeyParameter bcAesKey = new KeyParameter(key, 0, 16);
    private final Mac sha1 = mac("HmacSHA1");
    private final Mac sha256 = mac("HmacSHA256");
    private final HMac bcSha1 = bcMac(new SHA1Digest());
    private final HMac bcSha256 = bcMac(new SHA256Digest());
    private final Cipher aes = cipher();
    private final CBCModeCipher bcAes = CBCBlockCipher.newInstance(AESEngine.newInstance());

    /** Runs the benchmarks whose names match the argument, or all. */
    public static void main(String[] args) throws RunnerException {
        String include = args.length > 0 ? args[0] : ".*";
        new Runner(new OptionsBuilder()
                        .include(CryptoBenchmark.class.getName() + "." + include)
                        .build())
                .run();
    }

    @Benchmark
    public byte[] sha1KeptJca() {
        return sha1.doFinal(packet);
    }

    @Benchmark
    public byte[] sha1KeptBouncyCastle() {
        return finish(bcSha1);
    }

    @Benchmark
    public byte[] sha256KeptJca() {
        return sha256.doFinal(packet);
    }

    @Benchmark
    public byte[] sha256KeptBouncyCastle() {
        return finish(bcSha256);
    }

    @Benchmark
    public byte[] sha1NewKeyJca() {
        return mac("HmacSHA1").doFinal(packet);
    }

    @Benchmark
    public byte[] sha1NewKeyBouncyCastle() {
        return finish(bcMac(new SHA1Digest()));
    }

    @Benchmark
    public byte[] sha256NewKeyJca() {
        return mac("HmacSHA256").doFinal(packet);
    }

    @Benchmark
    public byte[] sha256NewKeyBouncyCastle() {
        return finish(bcMac(new SHA256Digest()));
    }

    @Benchmark
    public int aesKeptJca() throws GeneralSecurityException {
        aes.init(Cipher.ENCRYPT_MODE, aesKey, new IvParameterSpec(block));
        return aes.doFinal(block, 0, 16, out, 0);
    }

    @Benchmark
    public int aesKeptBouncyCastle() throws CryptoException {
        bcAes.init(true, new ParametersWithIV(bcAesKey, block));
        return bcAes.processBlock(block, 0, out, 0);
    }

    @Benchmark
    public int aesNewJca() throws GeneralSecurityException {
        Cipher cipher = cipher();
        cipher.init(Cipher.ENCRYPT_MODE, aesKey, new IvParameterSpec(block));
        return cipher.doFinal(block, 0, 16, out, 0);
    }

    @Benchmark
    public int aesNewBouncyCastle() throws CryptoException {
        CBCModeCipher cipher = CBCBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(true, new ParametersWithIV(bcAesKey, block));
        return cipher.processBlock(block, 0, out, 0);
    }

    @Benchmark
    public byte[] md5Jca() throws GeneralSecurityException {
        return MessageDigest.getInstance("MD5").digest(packet);
    }

    @Benchmark
    public byte[] md5BouncyCastle() {
        return digest(new MD5Digest());
    }

    @Benchmark
    public byte[] md2Jca() throws GeneralSecurityException {
        return MessageDigest.getInstance("MD2").digest(packet);
    }

    @Benchmark
    public byte[] md2BouncyCastle() {
        return digest(new MD2Digest());
    }

    private Mac mac(String algorithm) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private HMac bcMac(Digest digest) {
        HMac mac = new HMac(digest);
        mac.init(new KeyParameter(key));
        return mac;
    }

    private byte[] finish(HMac mac) {
        byte[] code = new byte[mac.getMacSize()];
        mac.update(packet, 0, packet.length);
        mac.doFinal(code, 0);
        return code;
    }

    private byte[] digest(Digest digest) {
        byte[] hash = new byte[digest.getDigestSize()];
        digest.update(packet, 0, packet.length);
        digest.doFinal(hash, 0);
        return hash;
    }

    private static Cipher cipher() {
        try {
            return Cipher.getInstance("AES/CBC/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
