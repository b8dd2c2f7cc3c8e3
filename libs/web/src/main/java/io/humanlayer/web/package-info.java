/// What every HTTP resource shares: problems in the form of RFC 9457, JSON read strictly, and the
/// tokens of operators and services. It must never decide who may do what in a feature: that is the
/// service's. Read `Problem` first.
@NullMarked
package io.humanlayer.web;

import org.jspecify.annotations.NullMarked;
