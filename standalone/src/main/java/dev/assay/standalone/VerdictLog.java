package dev.assay.standalone;

import dev.assay.contract.verdict.Decision;
import dev.assay.contract.verdict.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** The audit trail of a single process: each verdict is a line of the log. */
@ApplicationScoped
class VerdictLog {
    private static final Logger LOG = Logger.getLogger(VerdictLog.class);

    @Incoming("verdicts-out")
    void write(Verdict verdict) {
        String policies =
                verdict.causes().stream().map(Verdict.Cause::policy).distinct().collect(Collectors.joining(","));
        LOG.infof("verdict digest=%s decision=%s policies=%s", verdict.digest(), decision(verdict), policies);
    }

    /** A verdict that was taken back allows nothing: no policy is about the image any more. */
    private static String decision(Verdict verdict) {
        return verdict.policies().isEmpty() && verdict.decision() == Decision.ALLOW
                ? "none"
                : verdict.decision().name();
    }
}
