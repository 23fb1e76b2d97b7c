package dev.assay.testbed.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A program that is run to its end, in the C locale.
 *
 * @param directory where it runs; empty for the current one
 * @param limit after which it is killed
 */
public record Command(List<String> words, Optional<Path> directory, Duration limit) {
    private static final int MAX_TEXT = 8 << 20;
    private static final int MAX_COMPLAINT = 2_000;

    public Command {
        words = List.copyOf(words);
    }

    public static Command of(String... words) {
        return new Command(List.of(words), Optional.empty(), Duration.ofMinutes(2));
    }

    public static Command of(List<String> words) {
        return new Command(words, Optional.empty(), Duration.ofMinutes(2));
    }

    public Command in(Path other) {
        return new Command(words, Optional.of(other), limit);
    }

    public Command within(Duration other) {
        return new Command(words, directory, other);
    }

    /** Whether it ends with status 0; what it prints is not kept. */
    public boolean succeeds() {
        return execute(Command::drain).status() == 0;
    }

    /** What it prints, at most 8 MiB. @throws CommandException when it fails or prints more */
    public String text() {
        return read(in -> {
            byte[] bytes = in.readNBytes(MAX_TEXT + 1);
            if (bytes.length > MAX_TEXT) {
                throw new IOException("more than " + MAX_TEXT + " bytes of output");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        });
    }

    /** Hands what it prints to {@code reader} while it runs. @throws CommandException when it fails */
    public <T> T read(OutputReader<T> reader) {
        Ended<T> ended = execute(reader);
        if (ended.status() != 0) {
            throw new CommandException(this + " ended with status " + ended.status() + ": " + ended.complaint());
        }
        return ended.result();
    }

    private <T> Ended<T> execute(OutputReader<T> reader) {
        try {
            Path complaints = Files.createTempFile("assay-stderr", ".txt");
            try {
                return execute(reader, complaints);
            } finally {
                Files.delete(complaints);
            }
        } catch (IOException e) {
            throw new CommandException(this + " could not be run: " + e.getMessage(), e);
        }
    }

    private <T> Ended<T> execute(OutputReader<T> reader, Path complaints) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(complaints.toFile());
        directory.ifPresent(it -> builder.directory(it.toFile()));
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        AtomicBoolean late = new AtomicBoolean();
        CompletableFuture<Void> deadline = CompletableFuture.runAsync(
                () -> {
                    late.set(true);
                    kill(process);
                },
                CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS));
        try (InputStream out = process.getInputStream()) {
            process.getOutputStream().close();
            T result = reader.read(out);
            drain(out);
            int status = process.waitFor();
            if (late.get()) {
                throw new CommandException(this + " was killed after " + limit.toMillis() + " ms");
            }
            return new Ended<>(status, result, complaint(complaints));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandException(this + " was interrupted", e);
        } finally {
            deadline.cancel(false);
            kill(process);
        }
    }

    /**
     * With its children, who else hold its output open; they after it, lest a shell goes on to its next word. By handle:
     * Process would close the stream that is being read.
     */
    private static void kill(Process process) {
        List<ProcessHandle> children = process.descendants().toList();
        process.toHandle().destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static String complaint(Path file) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
        return text.length() <= MAX_COMPLAINT ? text : "…" + text.substring(text.length() - MAX_COMPLAINT);
    }

    @Override
    public String toString() {
        return String.join(" ", words);
    }

    private static boolean drain(InputStream out) throws IOException {
        return out.transferTo(OutputStream.nullOutputStream()) > 0;
    }

    private record Ended<T>(int status, T result, String complaint) {}

    /** Reads a program's standard output. */
    @FunctionalInterface
    public interface OutputReader<T> {
        T read(InputStream out) throws IOException;
    }
}
