/// The seal of a decision in the form that European validators read: JAdES baseline B-T (ETSI TS
/// 119 182-1), detached over `decision.json`. An export: nothing here is needed to check a receipt.
/// Read `JadesSeal` first.
@NullMarked
package io.humanlayer.proof.jades;

import org.jspecify.annotations.NullMarked;
