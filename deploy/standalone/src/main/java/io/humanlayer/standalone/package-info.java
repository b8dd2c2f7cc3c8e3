/// HumanLayer on one machine: the command `./humanlayer` and the processes it runs.
///
/// Packages, from the outside in: `command` (what is typed), `system` (the life of an instance),
/// `edge` (the one port), `seed` (the demo organisation), `provision` (what servers must hold),
/// `home` (what is kept between runs), `infrastructure` (single processes). Nothing here decides
/// anything about a request.
@NullMarked
package io.humanlayer.standalone;

import org.jspecify.annotations.NullMarked;
