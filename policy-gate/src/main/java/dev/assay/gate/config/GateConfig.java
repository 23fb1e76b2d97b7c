package dev.assay.gate.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of the policy gate. */
@ConfigMapping(prefix = "assay.gate")
public interface GateConfig {
    /**
     * A folder of policies: its files {@code *.yaml} and {@code *.yml}, not those of folders in it. None by default. At
     * most 256 files of 256 KiB each.
     */
    Optional<Path> policyDirectory();

    /** How often the folder is looked at. A mounted ConfigMap takes longer than this to change. */
    @WithDefault("5s")
    Duration policyCheckInterval();

    /** Whether to watch {@code ImageQualityPolicy} objects; needs the custom resource definition. */
    @WithDefault("false")
    boolean policyResources();

    /**
     * Whether the status of policy objects says which workloads run images that a policy denies, or would deny; needs the right
     * to list and watch Pods.
     */
    @WithDefault("true")
    boolean policyWorkloads();

    /** Whether to watch {@code ImageQualityException} objects; needs the custom resource definition. */
    @WithDefault("false")
    boolean exceptionResources();

    /**
     * The namespace whose exceptions hold in every namespace, and thereby for verdicts and deny-execution. Default: none, and
     * exceptions hold for Pods in their own namespaces alone.
     */
    Optional<String> exceptionPlatformNamespace();

    /** How many images are judged at the same time, from 1 to 16. Reading reports is what takes time. */
    @WithDefault("2")
    int workers();

    /**
     * How often every image is judged again, whether or not something was heard of it: what bounds the time that a lost
     * message can cost.
     */
    @WithDefault("1h")
    Duration recheckInterval();

    /** How often images whose result has become too old are looked for; a result is stale this much later at most. */
    @WithDefault("30s")
    Duration expiryInterval();

    /** How often the status of policy objects is brought up to date: how many images each denies, and would deny. */
    @WithDefault("30s")
    Duration statusInterval();

    /**
     * How many images a policy may deny anew within an hour. One that wants more is tripped: it denies nothing new and only warns,
     * until it is changed or the gate starts anew. 0 is no cap.
     */
    @WithDefault("0")
    int denialsPerHour();

    /** What an image waits at first when the API server doesn't take its verdict; doubled each time. */
    @WithDefault("1s")
    Duration retryMin();

    /** What it waits at most, also when the server asks for more, and after a refusal. */
    @WithDefault("5m")
    Duration retryMax();

    /**
     * Where the scanner adapter serves reports, for instance {@code http://scanner-adapter:8080}: verdicts name the findings
     * that did it. Default: none, and verdicts name counts only.
     */
    Optional<URI> reportsUrl();

    Lease lease();

    Admission admission();

    /** The Lease (coordination.k8s.io/v1) whose holder is the only gate that writes; all of them answer the webhook. */
    interface Lease {
        /** Whether there may be several gates, of which one at a time writes verdicts. */
        @WithDefault("false")
        boolean enabled();

        /** The Lease's name. */
        @WithDefault("assay-policy-gate")
        String name();

        /** Its namespace. Default: our own, or {@code default} outside of a cluster. */
        Optional<String> namespace();

        /** How long a gate that is no longer heard of keeps the others from writing, in whole seconds. */
        @WithDefault("15s")
        Duration duration();

        /** After which a gate that can't renew the Lease stops writing; shorter than the duration. */
        @WithDefault("10s")
        Duration renewDeadline();

        /** How often the Lease is renewed, or tried for. */
        @WithDefault("2s")
        Duration retryPeriod();
    }

    /** The admission webhook at {@code POST /admission}: what it refuses, and what it lets pass. */
    interface Admission {
        /** Whether it answers. It then watches Pods, to know which rollouts run already. */
        @WithDefault("false")
        boolean enabled();

        /**
         * Namespaces in which nothing is looked at; {@code *} is any text. Keep the platform's own: a webhook that refuses
         * the Pods that it needs itself can't be helped by itself.
         */
        @WithDefault("kube-system,kube-public,kube-node-lease,openshift,openshift-*")
        List<String> exemptNamespaces();

        /**
         * What becomes of an image that the cluster has no Image of, and of one that is named by a tag alone: {@code allow},
         * {@code warn} or {@code deny}.
         */
        @WithDefault("warn")
        UnknownImages unknownImages();

        /**
         * Whether a Pod of a rollout that runs already (the same controller with the same images, now or within the last
         * hour) is let in although its image is denied by now, with a warning: a new finding then keeps new rollouts out,
         * and does not keep what runs from being restarted.
         */
        @WithDefault("true")
        boolean admitRunningRollouts();

        /**
         * Whether the annotation {@code assay.dev/break-glass} on a Pod, with a reason as its value, lets it in whatever
         * its images are. Each use is in the log, in the audit log, and counted.
         */
        @WithDefault("true")
        boolean breakGlass();

        /** What a refusal ends with: whom to ask, and how, for an exception. */
        Optional<String> contact();
    }

    /** What becomes of an image that nothing is known of. */
    enum UnknownImages {
        ALLOW,
        WARN,
        DENY
    }
}
