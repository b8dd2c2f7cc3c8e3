/// The evidence package of a decision: one file that a court, an auditor or the person concerned
/// can keep, open and check without us.
///
/// Everything in it is proven by something in it or follows from something in it, so that it is the
/// same bytes whenever it is made and any changed byte can be found. Read `EvidenceFiles` first.
@NullMarked
package io.humanlayer.proof.evidence;

import org.jspecify.annotations.NullMarked;
