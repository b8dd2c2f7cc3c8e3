/// Who is asked, who is not, and who decides instead: stories about people, played against the
/// whole running system.
@NullMarked
package io.humanlayer.acceptance.people;

import org.jspecify.annotations.NullMarked;
