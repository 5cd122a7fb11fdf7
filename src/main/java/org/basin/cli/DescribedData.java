package org.basin.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.basin.cli.process.Reply;
import org.basin.draw.Shown;
import org.basin.draw.TextTable;
import org.basin.sweep.DataKind;
import org.basin.sweep.DataOption;
import org.basin.sweep.Labels;

/** The kinds of data and their options, as {@code describe} shows them. */
final class DescribedData {

  private DescribedData() {}

  /** A line for each kind, below it one for each of its options. */
  static List<String> lines(List<DataKind> kinds) {
    TextTable table =
        new TextTable(List.of("data", "option", "default", "values", "meaning"))
            .important(List.of("data", "option", "meaning", "default"));
    for (DataKind kind : kinds) {
      table.row(kind.name(), "", "", "", kind.text());
      for (DataOption option : kind.options()) {
        table.row("", option.name(), standard(option), values(option), option.text());
      }
    }
    return Reply.lines(table);
  }

  private static String standard(DataOption option) {
    boolean required = option.need() == DataOption.Need.REQUIRED;
    return required ? "required" : option.standard().isEmpty() ? "-" : option.standard();
  }

  private static String values(DataOption option) {
    return switch (option.type()) {
      case REAL, INTEGER -> Shown.range(option.min(), option.max(), whole(option));
      case CHOICE -> String.join(" | ", option.choices());
      case TEXT -> "text";
      case PATH -> "path";
      case TEXTS -> "list of texts";
    };
  }

  private static String whole(DataOption option) {
    return option.type() == DataOption.Type.INTEGER ? "whole number" : "number";
  }

  /** The same for programs. */
  static List<Map<String, Object>> maps(List<DataKind> kinds) {
    return kinds.stream().map(DescribedData::map).toList();
  }

  private static Map<String, Object> map(DataKind kind) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", kind.name());
    map.put("text", kind.text());
    map.put("options", kind.options().stream().map(DescribedData::map).toList());
    return map;
  }

  private static Map<String, Object> map(DataOption option) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", option.name());
    map.put("type", Labels.of(option.type()));
    map.put("required", option.need() == DataOption.Need.REQUIRED);
    map.put("default", option.standard());
    switch (option.type()) {
      case REAL, INTEGER -> {
        map.put("min", option.min());
        map.put("max", option.max());
      }
      case CHOICE -> map.put("choices", option.choices());
      case TEXT, PATH, TEXTS -> {}
    }
    map.put("text", option.text());
    return map;
  }
}
