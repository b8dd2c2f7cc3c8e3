package io.humanlayer.routing.core.matching;

import io.humanlayer.kernel.SentinelId;
import java.time.Duration;

/// How busy somebody is and how they usually answer.
///
/// @param open how many cases they are being asked about
/// @param capacity how many they can take at once
/// @param idle since they were last asked
/// @param latency how long they take to answer, on average
/// @param skills how many qualifications they hold: who holds many is kept free for what few can do
/// @param recent how many verdicts they have given in the last hours
public record Workload(
    SentinelId sentinel,
    int open,
    int capacity,
    Duration idle,
    Duration latency,
    int skills,
    int recent) {}
