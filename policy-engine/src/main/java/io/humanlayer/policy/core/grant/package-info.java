/// Grants: a Sentinel's approval that stands for similar requests, narrow, counted, expiring and
/// revocable. A grant answers only the question that was put to the Sentinel, never another rule's;
/// it must never outlast the policy, the agent's version or a rejection, never stand where
/// authority is asked for, and never make another grant. Read `Grant` first, then `Fit`.
@NullMarked
package io.humanlayer.policy.core.grant;

import org.jspecify.annotations.NullMarked;
