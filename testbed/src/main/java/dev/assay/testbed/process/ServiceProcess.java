package dev.assay.testbed.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A child process that serves until it is closed. Its output goes to a file, and it ends with this JVM at the latest,
 * unless that is killed without notice.
 */
public final class ServiceProcess implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final int LOG_LINES_SHOWN = 15;

    private final String name;
    private final Process process;
    private final Path log;
    private final long logStart;
    private final Thread hook;

    private ServiceProcess(String name, Process process, Path log, long logStart) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.logStart = logStart;
        this.hook = new Thread(this::end, "end-" + name);
    }

    /** @param log appended to, so that a second start with the same file keeps what the first one wrote */
    public static ServiceProcess start(String name, List<String> words, Map<String, String> environment, Path log) {
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            long logStart = Files.exists(log) ? Files.size(log) : 0;
            Process process = builder.start();
            process.getOutputStream().close();
            ServiceProcess service = new ServiceProcess(name, process, log, logStart);
            service.endWithThisProgram();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started with: " + String.join(" ", words), e);
        }
    }

    private void endWithThisProgram() {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Nobody would end it.
            end();
            throw new ServiceException(name + " was not started: this program is ending");
        }
    }

    /** As below, until a GET of {@code address} is answered with 200. */
    public void awaitReady(URI address, Duration limit) {
        HttpClient http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        awaitReady(() -> answers(http, request), "answer at " + address, limit);
    }

    /** As below, until it prints a line that starts so. What former processes wrote into the same log does not count. */
    public void awaitReady(String line, Duration limit) {
        awaitReady(() -> hasPrinted(line), "print \"" + line + "\"", limit);
    }

    /**
     * Waits until {@code check} holds. Whatever it throws, the process has ended by then.
     *
     * @param what it shall do, for the message
     * @throws ServiceException when the process ends or {@code limit} passes before; the message has the log's end
     */
    public void awaitReady(BooleanSupplier check, String what, Duration limit) {
        try {
            await(check, what, limit);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void await(BooleanSupplier check, String what, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!check.getAsBoolean()) {
            if (ended(PAUSE)) {
                throw new ServiceException(
                        name + " ended with status " + process.exitValue() + " before it did " + what + logEnd());
            }
            if (System.nanoTime() > end) {
                throw new ServiceException(
                        name + " did not " + what + " within " + limit.toSeconds() + " s" + logEnd());
            }
        }
    }

    private boolean hasPrinted(String line) {
        try (InputStream printed = Files.newInputStream(log)) {
            printed.skipNBytes(logStart);
            return new String(printed.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .anyMatch(it -> it.startsWith(line));
        } catch (IOException e) {
            throw new UncheckedIOException(log + " cannot be read", e);
        }
    }

    private static boolean answers(HttpClient http, HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while waiting for " + request.uri());
        }
    }

    /** Whether it ended by {@code limit}, which is waited for. */
    public boolean ended(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted while waiting for " + name);
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    public Path log() {
        return log;
    }

    /** Like {@code kill -9}: no chance to tidy up. */
    public void kill() {
        process.destroyForcibly();
        ended(GRACE);
        forgetHook();
    }

    /** Asks it to end, and kills it when it has not after 30 s. */
    @Override
    public void close() {
        end();
        forgetHook();
    }

    private void end() {
        process.destroy();
        if (!ended(GRACE)) {
            process.destroyForcibly();
            ended(GRACE);
        }
    }

    private void forgetHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            // Then the hook does no harm: the process has ended.
            assert !process.isAlive();
        }
    }

    /** The last lines of {@link #log()}, for messages. */
    public String logEnd() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return ". The end of its log, " + log + ":\n  " + String.join("\n  ", last);
        } catch (IOException e) {
            return ". Its log, " + log + ", cannot be read: " + e.getMessage();
        }
    }
}
