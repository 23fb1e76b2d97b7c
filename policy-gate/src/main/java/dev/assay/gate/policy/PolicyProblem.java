package dev.assay.gate.policy;

/**
 * A policy that can't be read.
 *
 * @param document the file or object
 * @param detail for its author: where, why, what to do
 * @param lastGoodStands whether the version before it still votes. Otherwise nobody knows what the policy would say, and
 *     no image can be allowed
 */
public record PolicyProblem(String document, String detail, boolean lastGoodStands) {}
