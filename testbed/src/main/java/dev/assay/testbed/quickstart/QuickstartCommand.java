package dev.assay.testbed.quickstart;

import dev.assay.contract.image.ImageDigest;
import dev.assay.contract.image.ImageReference;
import dev.assay.testbed.cluster.ImageApi;
import dev.assay.testbed.debian.DebianSystem;
import dev.assay.testbed.image.ReferenceResolver;
import dev.assay.testbed.process.CommandException;
import dev.assay.testbed.process.ServiceException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** From a push to a verdict: the steps of the quick start, in their order. */
final class QuickstartCommand {
    private static final Duration GLANCE = Duration.ofSeconds(2);
    private static final int FAILED = 1;
    private static final int INTERRUPTED = 130;

    private final QuickstartOptions options;
    private final PrintStream problems;
    private final Progress progress;
    private final Report report;
    private final StopSignal stop = StopSignal.install();
    private final List<Followed> followed = new ArrayList<>();

    QuickstartCommand(QuickstartOptions options, PrintStream out, PrintStream problems) {
        this.options = options;
        this.problems = problems;
        this.progress = new Progress(out, System::nanoTime);
        this.report = new Report(progress, options.policies());
    }

    /** @return the exit status */
    int run() {
        try {
            Workspace workspace = Workspace.open(options.keep());
            progress.say("working in " + workspace.directory() + ", where the logs are, too");
            int status = run(workspace);
            if (status == 0) {
                workspace.discard();
            }
            return status;
        } catch (IOException e) {
            return failed(e);
        } finally {
            stop.finished();
        }
    }

    private int run(Workspace workspace) throws IOException {
        Outcome ended;
        int status;
        try (Closing closing = new Closing()) {
            ended = follow(workspace, closing);
            status = ended.isAsExpected() ? 0 : FAILED;
        } catch (StoppedException e) {
            return stopped();
        } catch (IOException | IllegalStateException | UncheckedIOException | CommandException | ServiceException e) {
            if (stop.isAsked()) {
                // The terminal's Ctrl-C reaches every process: what fails then fails because of it.
                return stopped();
            }
            status = failed(e);
            ended = outcome().withBrokenReports();
        }
        if (status != 0) {
            problems.println("quickstart: the logs are in " + workspace.directory());
        }
        // Last of all, so that it is the last line whatever else was said.
        if (options.once()) {
            progress.plain(ended.json());
        }
        return status;
    }

    private Outcome follow(Workspace workspace, Closing closing) throws IOException {
        Path work = workspace.directory();
        sayWhenThereIsNoPolicy();
        // Before anything that takes long.
        options.kubeconfig().ifPresent(it -> ImageApi.connect(it).close());
        Feed feed = feed(work);
        Deployment deployment =
                Deployment.start(options, work, feed.directory(), QuickstartCommand::newToken, closing, stop, progress);
        Pushes pushes = closing.add(new Pushes(sink -> push(deployment, feed, work, sink)));
        boolean inTime =
                new Follower(deployment.images()::find, progress, stop).follow(pushes, followed, options.timeout());
        Outcome outcome = outcome();
        report.ending(outcome);
        if (!inTime) {
            report.missing(outcome, options.timeout());
        }
        Outcome checked = report.checkReferences(outcome);
        if (!options.once()) {
            report.whereToLook(deployment);
            stayUp(deployment);
        }
        return checked;
    }

    private Outcome outcome() {
        return new Outcome(followed, options.images().size(), progress.seconds(), true);
    }

    private void sayWhenThereIsNoPolicy() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(options.policies(), "*.{yaml,yml}")) {
            if (!files.iterator().hasNext()) {
                progress.say("there is no policy (*.yaml, *.yml) in " + options.policies()
                        + ": no image gets a verdict until there is one");
            }
        }
    }

    private Feed feed(Path work) throws IOException {
        Path directory = work.resolve("oval");
        if (!options.images().isEmpty()) {
            return Feed.withoutSamples(directory, progress);
        }
        DebianSystem system = DebianSystem.ofThisMachine();
        return Feed.withSamples(system, directory, options.root().resolve("target/quickstart/packages"), progress);
    }

    private void push(Deployment deployment, Feed feed, Path work, Consumer<Subject> sink) throws IOException {
        if (feed.packages().isPresent() && deployment.registry().isPresent()) {
            new Samples(
                            DebianSystem.ofThisMachine(),
                            work.resolve("images"),
                            options.ownPolicies().isEmpty(),
                            progress)
                    .push(deployment.registry().get().host(), feed.packages().get(), sink);
            return;
        }
        ReferenceResolver resolver = new ReferenceResolver();
        for (ImageReference image : options.images()) {
            ImageDigest digest = resolver.resolve(image);
            deployment.images().create(digest, image);
            Subject subject = new Subject(image, digest, progress.now(), false, Optional.empty());
            progress.say(image + " is " + digest + "; its Image object is there");
            sink.accept(subject);
        }
    }

    private void stayUp(Deployment deployment) {
        while (!stop.isAskedWithin(GLANCE)) {
            if (!deployment.assay().isAlive()) {
                throw new IllegalStateException("Assay has ended by itself; its log is "
                        + deployment.assay().log());
            }
        }
        progress.say("ending");
    }

    private int stopped() {
        progress.say("stopped before every image had its verdict");
        return INTERRUPTED;
    }

    private int failed(Exception e) {
        problems.println("quickstart: " + e.getMessage());
        return FAILED;
    }

    private static String newToken() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
