/// Whom to ask first, and how evenly the asking is spread: scores, the order of a queue, the
/// cheapest assignment of many cases to many people, and Jain's index.
///
/// It orders those who may be asked; it never says that somebody may. Read `Ranking` first.
@NullMarked
package io.humanlayer.routing.core.matching;

import org.jspecify.annotations.NullMarked;
