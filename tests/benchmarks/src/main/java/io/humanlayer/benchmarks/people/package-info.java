/// What the choice of people is measured by: how evenly a week of work is spread, and how long the
/// best assignment of a queue takes. It needs no running system. Read `PeopleBench` first.
@NullMarked
package io.humanlayer.benchmarks.people;

import org.jspecify.annotations.NullMarked;
