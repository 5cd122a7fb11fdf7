package org.basin.store;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A member of a record that builds before did not write. Without this mark a missing member is a
 * mistake, as it has to be for all that a record cannot do without.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@interface Absent {

  /** What it is taken for where it is missing, as JSON. */
  String value();
}
