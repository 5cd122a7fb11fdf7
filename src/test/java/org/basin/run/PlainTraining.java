package org.basin.run;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.apache.hadoop.conf.Configuration;
import org.basin.space.Cursor;
import org.basin.space.Space;
import org.basin.store.Rows;
import org.basin.store.Staged;
import org.basin.store.Written;

/** Waves without Spark: every part a Parquet file of trial numbers. */
class PlainTraining implements WaveTraining {

  private final Space space;

  PlainTraining(Space space) {
    this.space = space;
  }

  @Override
  public Trained train(Staged staged, int tasks, LongConsumer finished) throws IOException {
    List<Written> files = new ArrayList<>();
    long size = (staged.until() - staged.from() + tasks - 1) / tasks;
    for (long from = staged.from(); from < staged.until(); from += size) {
      Cursor cursor = space.cursor(from, Math.min(staged.until(), from + size));
      List<Long> trials = new ArrayList<>();
      while (cursor.next()) {
        trials.add(cursor.trial());
      }
      files.add(Rows.write(staged.folder(), "part-" + from + ".parquet", trials));
      finished.accept(trials.size());
    }
    return new Trained(
        new Work(1_000_000, staged.until() - staged.from(), Map.of()), 0, staged.until(), files);
  }

  @Override
  public void stop() {}

  @Override
  public void cancel() {}

  @Override
  public int cores() {
    return 2;
  }

  @Override
  public String engine() {
    return "scalar";
  }

  @Override
  public Map<String, String> columns() {
    return Map.of("trial", "bigint");
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of("java", "17");
  }

  @Override
  public Configuration configuration() {
    return Rows.CONFIGURATION;
  }

  @Override
  public void close() {}
}
