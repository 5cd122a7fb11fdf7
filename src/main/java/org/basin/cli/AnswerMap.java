package org.basin.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.basin.report.Answer;
import org.basin.report.SummaryTable;

/** An answer as JSON wants it. */
final class AnswerMap {

  private AnswerMap() {}

  static Map<String, Object> of(Answer found) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("complete", found.complete());
    map.put("diverged", found.diverged());
    map.put("pruned", found.pruned());
    map.put("failed", found.failed());
    map.put("learned", found.learning().map(Answer.Learning::learned));
    map.put("seeming", found.learning().map(Answer.Learning::seeming));
    map.put("right_on_test", found.tested().map(Answer.Tested::right));
    map.put("answer", found.tables().stream().map(SummaryTable::map).toList());
    map.put("best_state", found.ranking().state());
    map.put("best", found.best().maps());
    return map;
  }
}
