package dev.assay.standin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A certificate for the loopback address that signs itself, good for this run. Made by the JDK's keytool, because the JDK
 * has no public class that makes certificates.
 */
final class LoopbackCertificate {
    private static final int PATIENCE_SECONDS = 60;
    private static final String ALIAS = "standin";

    private final byte[] pkcs12;
    private final String password;
    private final byte[] pem;

    private LoopbackCertificate(byte[] pkcs12, String password, byte[] pem) {
        this.pkcs12 = pkcs12;
        this.password = password;
        this.pem = pem;
    }

    /** Key and certificate. */
    byte[] pkcs12() {
        return pkcs12.clone();
    }

    String password() {
        return password;
    }

    /** The certificate alone. */
    byte[] pem() {
        return pem.clone();
    }

    static LoopbackCertificate generate() {
        String password = randomPassword();
        try {
            Path directory = Files.createTempDirectory("assay-standin");
            Path store = directory.resolve("key.p12");
            Path certificate = directory.resolve("certificate.pem");
            try {
                keytool(
                        directory,
                        password,
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=assay-standin",
                        "-validity",
                        "365",
                        "-ext",
                        "SAN=ip:127.0.0.1,dns:localhost",
                        "-ext",
                        "BC=ca:true");
                keytool(directory, password, "-exportcert", "-rfc", "-file", certificate.toString());
                return new LoopbackCertificate(Files.readAllBytes(store), password, Files.readAllBytes(certificate));
            } finally {
                Files.deleteIfExists(store);
                Files.deleteIfExists(certificate);
                Files.deleteIfExists(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No certificate could be made for the TLS port of the stand-in", e);
        }
    }

    private static void keytool(Path directory, String password, String... command) throws IOException {
        Path tool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        var arguments = new ArrayList<>(List.of(tool.toString()));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of(
                "-alias",
                ALIAS,
                "-storetype",
                "PKCS12",
                "-keystore",
                directory.resolve("key.p12").toString(),
                "-storepass:env",
                "ASSAY_STANDIN_PASSWORD"));
        ProcessBuilder builder = new ProcessBuilder(arguments).redirectErrorStream(true);
        builder.environment().put("ASSAY_STANDIN_PASSWORD", password);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(tool + " did not end within " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while " + tool + " made a key", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(tool + " ended with status " + process.exitValue() + ": " + output.strip());
        }
    }

    private static String randomPassword() {
        byte[] secret = new byte[16];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
