/**
 * What a policy is and how policies vote on an image. Pure: the same facts, policies and findings give the same ruling.
 * Nothing here knows of files, of the cluster or of threads.
 */
@NullMarked
package dev.assay.gate.policy;

import org.jspecify.annotations.NullMarked;
